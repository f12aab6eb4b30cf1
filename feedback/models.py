"""The contact page: how to reach the municipality, and which matters go elsewhere."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks.body import RICH_TEXT
from core.blocks.choices import icon_choices
from pages.blocks import RunningTextBlock
from pages.models import BasePage
from people.queries import public_units


class WrongDoorBlock(blocks.StructBlock):
    """A matter that does not belong here, and where it belongs."""

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=icon_choices, default="info")
    title = blocks.CharBlock(label=_("Matter"), max_length=100)
    text = blocks.RichTextBlock(label=_("Where it belongs"), features=RICH_TEXT)

    class Meta:
        label_format = "{title}"
        icon = "redirect"
        label = _("Matter for somebody else")


class ContactPage(BasePage):
    """One way in."""

    body = StreamField(RunningTextBlock(), verbose_name=_("Text"), blank=True)
    wrong_doors = StreamField(
        [("matter", WrongDoorBlock())], verbose_name=_("Matters that belong elsewhere"), blank=True
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("wrong_doors")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("wrong_doors")]

    subpage_types = ["pages.StaffDirectoryPage", "pages.ContentPage"]
    max_count_per_parent = 1
    page_description = _("How to reach the municipality. One per site.")

    class Meta:
        verbose_name = _("contact page")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        units = public_units(Q(slug=settings.MUNICIPALITY.unit))
        return {"unit": units[0] if units else None}
