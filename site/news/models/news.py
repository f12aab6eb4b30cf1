"""News: what the municipality tells, newest first."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.blocks import RunningTextBlock
from pages.models import BasePage

PAGE_SIZE = 12


class NewsQuerySet(PageQuerySet):
    """News by what readers ask."""

    def latest(self) -> "NewsQuerySet":
        """Return published news, newest first, with pictures and owners at hand."""
        return (
            self.live()
            .filter(published_on__lte=timezone.localdate())
            .order_by("-published_on", "-pk")
            .select_related("image", "locale")
            .defer("body")
        )


NewsManager = PageManager.from_queryset(NewsQuerySet)


class NewsIndexPage(BasePage):
    """The list of news, with a feed."""

    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = _("The list of news. One per site.")

    class Meta:
        verbose_name = _("list of news")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        items = NewsPage.objects.child_of(self).latest()
        return {
            "items": Paginator(items, PAGE_SIZE).get_page(request.GET.get("page")),
            "feed_url": f"{self.get_url(request)}atom.xml",
        }


class NewsPage(BasePage):
    """One item of news."""

    published_on = models.DateField(_("Date"), default=timezone.localdate)
    image = models.ForeignKey(
        "core.TorgetImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Image")
    )
    body = StreamField(RunningTextBlock(), verbose_name=_("Text"), blank=True)

    objects = NewsManager()

    shortcut_order = 20
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("published_on")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("published_on"),
        SynchronizedField("image"),
    ]

    subpage_types: list[str] = []
    page_description = _("Something that has happened or will happen. Not for what is always true.")

    served_with = ("locale", "image")

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"more_news": NewsPage.objects.sibling_of(self, inclusive=False).latest()[:3]}
