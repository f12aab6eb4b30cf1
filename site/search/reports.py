"""What people search for, and what they do not find."""

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import QueryCount

PERIODS = [("7", _("The last 7 days")), ("30", _("The last 30 days")), ("365", _("The last 365 days"))]


def languages() -> list[tuple[str, str]]:
    """Return the languages to choose from."""
    return list(settings.LANGUAGES)


class QueryFilterSet(WagtailFilterSet):
    period = django_filters.ChoiceFilter(label=_("Period"), choices=PERIODS, method="in_period")
    language = django_filters.ChoiceFilter(label=_("Language"), choices=languages)
    without_hits = django_filters.BooleanFilter(
        label=_("Found nothing"),
        method="that_found_nothing",
        widget=django_filters.widgets.BooleanWidget(),
    )
    query = django_filters.CharFilter(label=_("Search contains"), lookup_expr="icontains")

    class Meta:
        model = QueryCount
        fields = ["period", "language", "without_hits", "query"]

    def in_period(self, rows: QuerySet[QueryCount], name: str, days: str) -> QuerySet[QueryCount]:
        """Keep the days up to today."""
        return rows.filter(day__gt=timezone.localdate() - datetime.timedelta(days=int(days)))

    def that_found_nothing(self, rows: QuerySet[QueryCount], name: str, wanted: bool) -> QuerySet[QueryCount]:
        """Keep the searches that found nothing, or those that found something."""
        return rows.filter(hits=0) if wanted else rows.filter(hits__gt=0)


class QueriesReportView(ReportView):
    """The most frequent searches first; each as often as it was made in the chosen period."""

    model = QueryCount
    permission_policy = ModelPermissionPolicy(QueryCount)
    any_permission_required = ["view"]
    page_title = _("Searches on the website")
    header_icon = "search"
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"
    filterset_class = QueryFilterSet
    default_ordering = "-times"
    columns = [
        Column("query", label=_("Search"), sort_key="query"),
        Column("language", label=_("Language"), sort_key="language"),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        NumberColumn("found", label=_("Hits the last time"), sort_key="found"),
    ]
    list_export = ["query", "language", "times", "found"]
    export_headings = {"times": _("Times"), "found": _("Hits the last time")}
    export_filename = "searches"

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """Return the searches of the chosen period, each once."""
        rows = self.filter_queryset(QueryCount.objects.order_by())
        same = QueryCount.objects.filter(language=OuterRef("language"), query=OuterRef("query")).order_by("-day")
        counted = rows.values("language", "query").annotate(times=Sum("count"), found=Subquery(same.values("hits")[:1]))
        return self.order_queryset(counted)
