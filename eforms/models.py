"""The list of e-services. The form builder joins it later; until then each leads to the system that has it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from eforms.blocks import EServiceBlock
from pages.models import BasePage


class EServiceIndexPage(BasePage):
    """All errands that can be done around the clock."""

    e_services = StreamField([("e_service", EServiceBlock())], verbose_name=_("E-services"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("e_services")]
    search_fields = [*BasePage.search_fields, index.SearchField("e_services")]

    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("The list of e-services. One per site.")

    class Meta:
        verbose_name = _("list of e-services")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give each e-service the page about it in this page's language."""
        values = [block.value for block in self.e_services]
        keys = {value["service"].translation_key for value in values if value["service"]}
        pages = Page.objects.live().filter(translation_key__in=keys, locale_id=self.locale_id)
        by_key = {page.translation_key: page for page in pages}
        entries = [
            {**value, "page": by_key.get(value["service"].translation_key) if value["service"] else None}
            for value in values
        ]
        return {"e_services": sorted(entries, key=lambda entry: entry["name"].casefold())}
