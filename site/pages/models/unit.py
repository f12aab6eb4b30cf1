"""The page of a unit: its mandate in plain words, its services, people, hours, and who decides what."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.blocks.body import RICH_TEXT
from core.page_sections import render_sections
from pages.models.base import BasePage


class AuthorityBlock(blocks.StructBlock):
    """Which authority decides a matter that people often bring to the wrong door."""

    matter = blocks.CharBlock(label=_("Matter"), max_length=120)
    authority = blocks.CharBlock(label=_("Authority"), max_length=120)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "group"
        label = _("Matter and authority")


class UnitIndexPage(BasePage):
    """All units of the municipality."""

    subpage_types = ["pages.UnitPage", "pages.StaffDirectoryPage", "pages.ContentPage"]
    max_count_per_parent = 1
    page_description = _("The list of the municipality's units. One per site.")

    class Meta:
        verbose_name = _("list of units")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        units = UnitPage.objects.child_of(self).live().order_by("title").select_related("owner_unit")
        return {"units": units}


class UnitPage(BasePage):
    """One unit; name, contacts and hours come from the unit itself."""

    mandate = RichTextField(
        _("Mandate"), features=RICH_TEXT, blank=True, help_text=_("What the unit is there for, in plain words.")
    )
    authorities = StreamField(
        [("authority", AuthorityBlock())],
        verbose_name=_("Which authority does what"),
        blank=True,
        help_text=_("For matters that people often bring to us although somebody else decides them."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("owner_unit"),
        FieldPanel("mandate"),
        FieldPanel("authorities"),
    ]
    settings_panels = [FieldPanel("review_on"), *BasePage.settings_panels[1:]]
    search_fields = [*BasePage.search_fields, index.SearchField("mandate")]

    subpage_types = ["pages.UnitPage", "pages.ContentPage"]
    page_description = _("A unit: mandate, manager, services, contacts and opening hours.")

    class Meta:
        verbose_name = _("unit page")
        verbose_name_plural = _("unit pages")

    def clean(self) -> None:
        """A unit page is about a unit."""
        super().clean()
        if not self.owner_unit_id:
            raise ValidationError({"owner_unit": _("Choose the unit that the page is about.")})

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "unit": SimpleLazyObject(lambda: self.owner_unit),  # fetched with the footer's unit (navigation.queries)
            "sub_units": self.published_children(UnitPage),
            "sections": render_sections("unit", request, self),
        }
