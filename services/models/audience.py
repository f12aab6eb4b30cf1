"""Entrances per target group."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks.choices import icon_choices
from pages.blocks import RunningTextBlock
from pages.models import BasePage
from services.models.index import ServiceCategoryPage
from services.models.service import ServicePage


class AudiencePage(BasePage):
    """What the municipality offers one target group."""

    class Audience(models.TextChoices):
        RESIDENTS = "residents", _("Residents")
        BUSINESSES = "businesses", _("Businesses")
        ASSOCIATIONS = "associations", _("Associations")
        PRESS = "press", _("Press")

    audience = models.CharField(_("Target group"), max_length=12, choices=Audience)
    icon = models.CharField(_("Icon"), max_length=20, choices=icon_choices, default="people")
    body = StreamField(RunningTextBlock(), verbose_name=_("Text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("audience"),
        FieldPanel("icon"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("audience"),
        SynchronizedField("icon"),
    ]

    subpage_types: list[str] = []
    page_description = _("The entrance for residents, businesses, associations or the press.")

    class Meta:
        verbose_name = _("target group entrance")
        verbose_name_plural = _("target group entrances")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        categories = ServiceCategoryPage.objects.live().filter(locale_id=self.locale_id).order_by("path")
        services = (
            ServicePage.objects.offered()
            .filter(locale_id=self.locale_id)
            .for_audience(self.audience)
            .only_listed()
            .in_categories(categories)
        )
        groups = [{"category": page, "services": services[page.path]} for page in categories if services[page.path]]
        return {"services_by_category": groups}
