"""Links to a page of ours or to somebody else's address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.choices import icon_choices


class LinkValue(blocks.StructValue):
    """A link's values with where it leads."""

    @property
    def target(self) -> Any | None:
        """Return the chosen page in the current language when it is published there."""
        page = self.get("page")
        return page.localized if page else None

    @property
    def href(self) -> str:
        """Return the address, empty when the page is not published."""
        target = self.target
        if target is not None:
            return target.url if target.live else ""
        return self.get("url") or ""

    @property
    def is_external(self) -> bool:
        return not self.get("page")


class LinkBlock(blocks.StructBlock):
    """A label and where it leads: a page or an address, one of the two."""

    label = blocks.CharBlock(label=_("Label"), max_length=100)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        """Ask for exactly one target."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            error = ValidationError(_("Choose a page or give an address, not both."))
            raise StructBlockValidationError({"page": error})
        return cleaned


class ShortcutBlock(LinkBlock):
    """A link with an icon and a line of explanation."""

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=icon_choices, default="arrow-right")
    description = blocks.CharBlock(label=_("Explanation"), required=False, max_length=140)

    class Meta:
        icon = "pick"
        label = _("Shortcut")
