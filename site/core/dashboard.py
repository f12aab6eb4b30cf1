"""What the admin's front page says about the site's machinery."""

from typing import Any

from wagtail.admin.ui.components import Component

from core.jobs import late_jobs


class LateJobsPanel(Component):
    """A warning while background work is late (D17); nothing otherwise."""

    name = "late_jobs"
    template_name = "core/late_jobs.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Name the late jobs."""
        return {"jobs": late_jobs()}
