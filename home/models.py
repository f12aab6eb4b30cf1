"""The front page."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core.blocks.links import LinkBlock, ShortcutBlock, resolve_links
from news.models import NewsIndexPage, NewsPage
from pages.models import BasePage
from services.models import (
    AlphabeticalIndexPage,
    AudiencePage,
    ServiceCategoryPage,
    ServiceIndexPage,
    ServicePackageIndexPage,
    ServicePackagePage,
)

NEWS_ON_HOME = 3
LIFE_EVENTS_ON_HOME = 6


class HomePage(BasePage):
    """Search first, then top tasks, services, news and shortcuts."""

    hero_image = models.ForeignKey(
        "core.TorgetImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Picture at the top"),
    )
    top_tasks = StreamField([("task", LinkBlock())], verbose_name=_("What most people come for"), blank=True, max_num=8)
    shortcuts = StreamField(
        [("shortcut", ShortcutBlock())], verbose_name=_("Shortcuts to e-services and contact"), blank=True, max_num=6
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("hero_image"),
        FieldPanel("top_tasks"),
        FieldPanel("shortcuts"),
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("hero_image")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "services.ServiceIndexPage",
        "services.AlphabeticalIndexPage",
        "services.ServicePackageIndexPage",
        "services.AudiencePage",
        "eforms.EServiceIndexPage",
        "feedback.ContactPage",
        "news.NewsIndexPage",
        "pages.UnitIndexPage",
        "pages.ContentPage",
        "pages.AccessibilityStatementPage",
    ]
    page_description = _("The front page. One per language.")

    served_with = ("locale", "hero_image")

    class Meta:
        verbose_name = _("home page")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow it at the root of the tree, where no other page may stand."""
        return parent.depth == 1

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        here = {"locale_id": self.locale_id}
        resolve_links(block.value for block in [*self.top_tasks, *self.shortcuts])
        entrances = self._entrances()
        return {
            "categories": ServiceCategoryPage.objects.live().filter(**here).order_by("path"),
            "news": NewsPage.objects.filter(**here).latest()[:NEWS_ON_HOME],
            "life_events": ServicePackagePage.objects.live()
            .filter(**here)
            .select_related("image")
            .order_by("path")[:LIFE_EVENTS_ON_HOME],
            "audiences": entrances[AudiencePage],
            "a_to_z": next(iter(entrances[AlphabeticalIndexPage]), None),
            "news_index": next(iter(entrances[NewsIndexPage]), None),
            "services_index": next(iter(entrances[ServiceIndexPage]), None),
            "life_event_index": next(iter(entrances[ServicePackageIndexPage]), None),
        }

    def _entrances(self) -> dict[type[Page], list[Page]]:
        """Return the pages that home only links to, by type, in one query; enough of them for title and address."""
        types = ContentType.objects.get_for_models(
            AudiencePage, AlphabeticalIndexPage, NewsIndexPage, ServiceIndexPage, ServicePackageIndexPage
        )
        by_id = {content_type.pk: model for model, content_type in types.items()}
        found: dict[type[Page], list[Page]] = {model: [] for model in types}
        for page in Page.objects.live().filter(content_type__in=by_id, locale_id=self.locale_id).order_by("path"):
            found[by_id[page.content_type_id]].append(page)
        return found
