"""Links to a page of ours or to somebody else's address."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from core.blocks.choices import icon_choices
from core.locales import active_locale_id


class LinkValue(blocks.StructValue):
    """A link's values with where it leads; `resolve_links` finds the pages of many links in one query."""

    @cached_property
    def target(self) -> Page | None:
        """Return the chosen page in the current language, None when there is no published one."""
        resolve_links([self])
        return self.target

    @property
    def href(self) -> str:
        """Return the address, empty when the page is not published."""
        if self.get("page"):
            return (self.target.get_url() or "") if self.target else ""
        return self.get("url") or ""

    @property
    def is_external(self) -> bool:
        return not self.get("page")


def resolve_links(values: Iterable[LinkValue]) -> list[LinkValue]:
    """Find the page of each link in the current language, else in its own; return the links that lead somewhere."""
    links = list(values)
    locale = active_locale_id()
    foreign = {link["page"].translation_key for link in links if link.get("page") and link["page"].locale_id != locale}
    found = {}
    if foreign:
        pages = Page.objects.live().filter(translation_key__in=foreign, locale_id=locale)
        found = {page.translation_key: page for page in pages}
    for link in links:
        page = link.get("page")
        chosen = found.get(page.translation_key, page) if page else None
        link.target = chosen if chosen and chosen.live else None
    return [link for link in links if link.href]


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
            error = ValidationError(_("Choose a page or enter an address, not both."))
            raise StructBlockValidationError({"page": error})
        return cleaned


class ShortcutBlock(LinkBlock):
    """A link with an icon and a line of explanation."""

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=icon_choices, default="arrow-right")
    description = blocks.CharBlock(label=_("Explanation"), required=False, max_length=140)

    class Meta:
        icon = "pick"
        label = _("Shortcut")
