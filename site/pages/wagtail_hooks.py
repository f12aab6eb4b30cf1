"""What pages add to the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from pages.new_page import NewPagePanel, choose_place
from pages.reports import PERMISSIONS, LanguagesReportView


@hooks.register("register_admin_urls")
def new_page_url() -> list[URLPattern]:
    """Give the choice of a place its address."""
    return [path("new-page/<slug:app_label>/<slug:model_name>/", choose_place, name="new_page")]


@hooks.register("construct_homepage_panels")
def new_page_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Begin a page from the front page of the admin."""
    panels.append(NewPagePanel())


class LanguagesReportMenuItem(MenuItem):
    """The report's entry, for those who work with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this user may do anything with pages."""
        return page_permission_policy.user_has_any_permission(request.user, PERMISSIONS)


@hooks.register("register_admin_urls")
def languages_report_urls() -> list[URLPattern]:
    """Give the report of languages its addresses."""
    results = LanguagesReportView.as_view(results_only=True)
    return [
        path("reports/languages/", LanguagesReportView.as_view(), name="languages_report"),
        path("reports/languages/results/", results, name="languages_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def languages_report_menu_item() -> MenuItem:
    """List the report among the others."""
    return LanguagesReportMenuItem(
        _("Pages by language"), reverse("languages_report"), name="languages", icon_name="globe", order=100
    )
