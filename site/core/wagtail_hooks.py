"""What the whole site adds to the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.dashboard import LateJobsPanel


@hooks.register("construct_homepage_panels")
def late_jobs(request: HttpRequest, panels: list[Component]) -> None:
    """Warn those who run the site when background work is late."""
    user: Any = request.user
    if user.has_perm("core.view_jobrun"):
        panels.append(LateJobsPanel())
