from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.reports import QueriesReportView
from search.viewsets import SearchViewSetGroup

register_snippet(SearchViewSetGroup)


class SearchReportMenuItem(MenuItem):
    """The report's entry, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this user may see the counts."""
        return request.user.has_perm("search.view_querycount")


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Give the report its addresses."""
    return [
        path("reports/searches/", QueriesReportView.as_view(), name="search_report"),
        path("reports/searches/results/", QueriesReportView.as_view(results_only=True), name="search_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """List the report among the others."""
    return SearchReportMenuItem(
        _("Searches on the website"), reverse("search_report"), name="searches", icon_name="search", order=700
    )
