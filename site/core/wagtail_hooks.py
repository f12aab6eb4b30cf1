"""What the whole site adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.dashboard import LateJobsPanel


@hooks.register("construct_homepage_panels")
def late_jobs(request: HttpRequest, panels: list[Component]) -> None:
    """Warn those who run the site when background work is late."""
    user: Any = request.user
    if user.has_perm("core.view_jobrun"):
        panels.append(LateJobsPanel())


@hooks.register("insert_global_admin_js")
def names_of_fields() -> SafeString:
    """Let screen readers say the names of fields that Wagtail shows without linking them."""
    return format_html('<script type="module" src="{}"></script>', static("js/admin/names.js"))


@hooks.register("insert_global_admin_css")
def small_things() -> SafeString:
    """Style what is ours in the admin, and lists on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/admin.css"))
