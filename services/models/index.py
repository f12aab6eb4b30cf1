"""The ways into the services: by category and from A to Ö."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks.choices import icon_choices
from pages.models import BasePage
from services.alphabet import by_letter
from services.models.service import ServicePage


def a_to_z_page(locale_id: int) -> "AlphabeticalIndexPage | None":
    """Return the A-Ö list of a language."""
    return AlphabeticalIndexPage.objects.live().filter(locale_id=locale_id).first()


class ServiceIndexPage(BasePage):
    """All services by category."""

    subpage_types = ["services.ServiceCategoryPage"]
    max_count_per_parent = 1
    page_description = _("The services by category. One per site.")

    class Meta:
        verbose_name = _("services by category")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        categories = list(self.published_children(ServiceCategoryPage))
        services = ServicePage.objects.descendant_of(self).offered().only_listed().in_categories(categories)
        for category in categories:
            category.services = services[category.path]
        return {"categories": categories, "a_to_z": a_to_z_page(self.locale_id)}


class AlphabeticalIndexPage(BasePage):
    """All services in the alphabetical order of the page's language (F3)."""

    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("The services from A to Z. One per site.")

    class Meta:
        verbose_name = _("services from A to Z")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        services = list(ServicePage.objects.offered().filter(locale_id=self.locale_id).only_listed())
        return {"letters": by_letter(services, self.locale.language_code), "total": len(services)}


class ServiceCategoryPage(BasePage):
    """The services of one field."""

    icon = models.CharField(_("Icon"), max_length=20, choices=icon_choices, default="house")

    content_panels = [*BasePage.content_panels, FieldPanel("icon")]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("icon")]

    subpage_types = ["services.ServicePage"]
    page_description = _("A field of services, such as school or roads.")

    class Meta:
        verbose_name = _("service category")
        verbose_name_plural = _("service categories")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        services = ServicePage.objects.child_of(self).offered().only_listed().order_by("title")
        siblings = ServiceCategoryPage.objects.sibling_of(self, inclusive=False).live()
        return {"services": services, "sibling_categories": siblings}
