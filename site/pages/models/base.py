"""What every page has: introduction, responsible unit, review date."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.page_form import AddressForm


class BasePage(Page):
    """Base of every page type (F90: owner and review date on every page)."""

    introduction = models.TextField(
        _("Introduction"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences that say what the page gives the reader. At most 300 characters."),
    )
    owner_unit = models.ForeignKey(
        "people.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Responsible unit"),
        help_text=_("The unit that keeps the page right and answers questions about it."),
    )
    review_on = models.DateField(
        _("Review by"), null=True, blank=True, help_text=_("When somebody must check that the page is still right.")
    )

    base_form_class = AddressForm
    # A page is read; what takes a form says so itself.
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    # Types with a number have a button on the front page of the admin, in this order.
    shortcut_order: ClassVar[int | None] = None

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("search_description"), FieldPanel("show_in_menus")],
            heading=_("Address and search"),
        ),
    ]
    settings_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("owner_unit"), FieldPanel("review_on")])], heading=_("Who looks after the page")
        ),
        *Page.settings_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.FilterField("owner_unit_id")]
    override_translatable_fields = [
        TranslatableField("introduction"),
        SynchronizedField("owner_unit"),
        SynchronizedField("review_on"),
    ]

    # What to fetch in the same query when the page is served.
    served_with: ClassVar[tuple[str, ...]] = ("locale",)

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow a page where its parent's type lists it (`subpage_types`), never at the root of the tree."""
        return parent.depth > 1 and super().can_create_at(parent)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Keep the tree's own count of children: wagtail-localize would bring back an old one (traps.md)."""
        page = super().with_content_json(content)
        if self.pk:
            page.numchild = Page.objects.values_list("numchild", flat=True).get(pk=self.pk)
        return page

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the restrictions on this page and those above it, an alias's taken from its source, in one query."""
        paths = [self.path[: self.steplen * level] for level in range(1, self.depth + 1)]
        return PageViewRestriction.objects.filter(
            models.Q(page__path__in=paths)
            | models.Q(page__aliases__path__in=paths)
            | models.Q(page__aliases__aliases__path__in=paths)
        ).distinct()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give templates the page and what this type adds in `extra_context`."""
        context = super().get_context(request, *args, **kwargs)
        context.update(self.extra_context(request))
        return context

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what this page type's template needs besides the page."""
        return {}

    def published_children(self, model: type[Page]) -> models.QuerySet[Any]:
        """Return the live children of one type, in tree order."""
        return model.objects.child_of(self).live().order_by("path")
