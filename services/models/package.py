"""Life events: services that belong together in somebody's life (F4)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks.choices import icon_choices
from pages.models import BasePage
from services.blocks import ServiceGroupBlock
from services.models.service import ServicePage


class ServicePackageIndexPage(BasePage):
    """All life events."""

    subpage_types = ["services.ServicePackagePage"]
    max_count_per_parent = 1
    page_description = _("The list of life events. One per site.")

    class Meta:
        verbose_name = _("list of life events")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"life_events": self.published_children(ServicePackagePage).select_related("image")}


class ServicePackagePage(BasePage):
    """One life event, such as having a child or starting a business."""

    icon = models.CharField(_("Icon"), max_length=20, choices=icon_choices, default="heart")
    image = models.ForeignKey(
        "core.TorgetImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Image")
    )
    groups = StreamField([("group", ServiceGroupBlock())], verbose_name=_("Groups of services"), blank=True)
    checklist = StreamField(
        [("item", blocks.CharBlock(label=_("To remember"), max_length=200, icon="tick"))],
        verbose_name=_("Checklist"),
        blank=True,
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("icon"),
        FieldPanel("image"),
        FieldPanel("groups"),
        FieldPanel("checklist"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("groups")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("icon"),
        SynchronizedField("image"),
    ]

    subpage_types: list[str] = []
    page_description = _("Services grouped by what happens in people's lives.")

    served_with = ("locale", "image")

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        """Give each group its services in this page's language, all in one query."""
        keys = {page.translation_key for block in self.groups for page in block.value["services"] if page is not None}
        found = ServicePage.objects.live().filter(translation_key__in=keys, locale_id=self.locale_id).only_listed()
        by_key = {page.translation_key: page for page in found}
        groups = [
            {
                "heading": block.value["heading"],
                "text": block.value["text"],
                "services": [
                    by_key[p.translation_key] for p in block.value["services"] if p and p.translation_key in by_key
                ],
            }
            for block in self.groups
        ]
        return {"groups": groups}
