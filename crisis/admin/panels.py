"""Crisis mode on the admin's front page: what is on, and the choice of what has happened."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.ui.components import Component

from crisis.admin.event_views import choices
from crisis.admin.live import live_now
from crisis.due import LATE, due_now


class CrisisPanel(Component):
    """The first panel, for those who may switch."""

    name = "crisis"
    template_name = "crisis/admin/panel.html"
    media = Media(
        css={"all": ["css/admin/crisis.css", "css/admin/crisis_parts.css"]},
        js=[Script("js/admin/crisis.js", type="module")],  # type: ignore[list-item]
    )

    def __init__(self) -> None:
        self.live = live_now()
        self.order = 1 if self.live.rows or self.live.problem else 15  # in peace, writing pages comes first

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Show what is on, what can be switched on, and what is due; a late update stands with what is on."""
        due = [item.text for item in due_now() if item.kind != LATE]
        return {"request": parent_context["request"], "live": self.live, "choices": choices(), "due": due}
