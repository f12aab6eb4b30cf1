"""Which pages exist in which languages, and where the translation lags behind (F100)."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property, lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from pages.language_states import State, state_condition, state_of
from pages.models import BasePage
from people.models import Unit

PERMISSIONS = ["add", "change", "publish"]


def sections(request: Any) -> QuerySet[Page]:
    """Return the pages right below the home page in the source language."""
    return Page.objects.filter(depth=3, locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def lags() -> list[tuple[str, str]]:
    """Return what may be missing in each language but the first."""
    others = settings.LANGUAGES[1:]
    wanted = (State.MISSING, State.DRAFT, State.OUTDATED)
    return [(f"{code}:{state.value}", f"{name}: {state.label}") for code, name in others for state in wanted]


class LanguagesFilterSet(WagtailFilterSet):
    lag = django_filters.ChoiceFilter(label=_("Translation"), choices=lags, method="that_lag")
    section = django_filters.ModelChoiceFilter(label=_("Section"), queryset=sections, method="in_section")
    unit = django_filters.ModelChoiceFilter(
        label=_("Responsible unit"), queryset=lambda request: Unit.objects.all(), method="of_unit"
    )
    title = django_filters.CharFilter(label=_("Title contains"), lookup_expr="icontains")

    class Meta:
        model = Page
        fields = ["lag", "section", "unit", "title"]

    def that_lag(self, pages: QuerySet[Page], name: str, wanted: str) -> QuerySet[Page]:
        """Keep the pages whose translation into a language is in a state."""
        code, _colon, state = wanted.partition(":")
        return pages.filter(state_condition(code, State(state)))

    def in_section(self, pages: QuerySet[Page], name: str, section: Page) -> QuerySet[Page]:
        """Keep the section's page and all below it."""
        return pages.filter(path__startswith=section.path)

    def of_unit(self, pages: QuerySet[Page], name: str, unit: Unit) -> QuerySet[Page]:
        """Keep the pages that a unit is responsible for."""
        models = [model for model in get_page_models() if issubclass(model, BasePage)]
        owned = (Q(pk__in=model.objects.filter(owner_unit=unit).values("pk")) for model in models)
        return pages.filter(reduce(or_, owned))


class LanguageColumn(BaseColumn):
    """The state of the page in one language, with a link to mend it."""

    cell_template_name = "pages/admin/language_state.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Give the cell its state and where a click leads."""
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "cell": instance.languages[self.name]}


class LanguagesReportView(ReportView):
    """One row a page, however many languages it is in; one column a language."""

    model = Page
    permission_policy = page_permission_policy
    any_permission_required = PERMISSIONS
    page_title = _("Pages by language")
    header_icon = "globe"
    index_url_name = "languages_report"
    index_results_url_name = "languages_report_results"
    filterset_class = LanguagesFilterSet
    export_filename = "pages-by-language"

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the title, the type, and a column a language."""
        return [
            TitleColumn(
                "title", label=_("Title"), get_url=lambda page: page.edit_url, accessor="get_admin_display_title"
            ),
            Column("page_type", label=_("Page type")),
            *(LanguageColumn(code, label=name) for code, name in settings.LANGUAGES),
        ]

    @property
    def list_export(self) -> list[str]:
        """Return the title, the type and each language's state."""
        return ["title", "page_type", *(f"state_{code}" for code, _name in settings.LANGUAGES)]

    @property
    def export_headings(self) -> dict[str, Any]:
        """Name the columns that are not fields."""
        states = {f"state_{code}": lazystr(name) for code, name in settings.LANGUAGES}
        return {"page_type": _("Page type"), **states}

    def get_queryset(self) -> QuerySet[Page]:
        """Return each page once: the one in the source language, else the first of its translations."""
        mine = page_permission_policy.instances_user_has_any_permission_for(self.request.user, PERMISSIONS)
        first = Q(pk__lt=OuterRef("pk")) | Q(locale__language_code=settings.LANGUAGE_CODE)
        others = Page.objects.filter(first, translation_key=OuterRef("translation_key"))
        wanted = mine.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(others), depth__gt=1)
        return wanted.select_related("locale", "content_type").prefetch_workflow_states().order_by("path")

    def get_table(self, object_list: Any) -> Any:
        """Make the table from the rows of this screen with their states."""
        self.rows = self._with_states(list(object_list))
        return super().get_table(self.rows)

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Give the export the same rows."""
        return self.rows

    def _with_states(self, rows: list[Any]) -> list[Any]:
        keys = [page.translation_key for page in rows]
        versions = Page.objects.filter(translation_key__in=keys).select_related("locale").prefetch_workflow_states()
        by_key: dict[Any, dict[str, Page]] = {}
        for version in versions:
            by_key.setdefault(version.translation_key, {})[version.locale.language_code] = version
        for page in rows:
            self._decorate(page, by_key[page.translation_key])
        return rows

    def _decorate(self, page: Any, versions: dict[str, Page]) -> None:
        page.edit_url = self._edit_url(page)
        page.page_type = page.page_type_display_name
        page.languages = {code: self._cell(page, versions, code) for code, _name in settings.LANGUAGES}
        for code, cell in page.languages.items():
            setattr(page, f"state_{code}", cell["label"])

    def _cell(self, page: Page, versions: dict[str, Page], code: str) -> dict[str, str]:
        state = state_of(versions.get(code), page)
        missing = state is State.MISSING
        url = self._translate_url(page) if missing else self._edit_url(versions[code])
        action = gettext("Translate") if missing else gettext("Edit")
        return {"state": state.value, "label": str(state.label), "url": url or "", "action": action}

    def _edit_url(self, page: Page) -> str | None:
        may = page.permissions_for_user(self.request.user).can_edit()
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else None

    def _translate_url(self, page: Page) -> str | None:
        may = self.request.user.has_perm("wagtail_localize.submit_translation") and page.alias_of_id is None
        return reverse("wagtail_localize:submit_page_translation", args=[page.pk]) if may else None
