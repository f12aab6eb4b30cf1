"""What all screens of crisis mode have in common: the right, what is on now on top, and the way between them."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.generic import TemplateView

from crisis.admin.access import crisis_staff_only
from crisis.admin.live import live_now
from crisis.models import CrisisEvent


def screens(current: str) -> list[dict[str, Any]]:
    """Return the entries of the small menu; what is prepared in peace time has Wagtail's own views."""
    entries = [
        ("crisis_mode:index", gettext("Now")),
        ("crisis_mode:history", gettext("History")),
        ("crisis_scenarios:index", gettext("Prepare")),
    ]
    return [{"url": reverse(name), "label": label, "is_current": name == current} for name, label in entries]


@method_decorator(crisis_staff_only, name="dispatch")
class Screen(TemplateView):
    """One page. Subclasses give `template_name` and a title."""

    screen = ""

    def get_title(self) -> str:
        """Return the heading of the page."""
        return gettext("Crisis mode")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what every page shows."""
        return super().get_context_data(
            **{"title": self.get_title(), "screens": screens(self.screen), "live": live_now(), **kwargs}
        )

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Show the page with this status."""
        return self.render_to_response(self.get_context_data(**context), status=status)


class EventScreen(Screen):
    """A page about one event, found by its public id."""

    @cached_property
    def event(self) -> CrisisEvent:
        """Return the event; 404 when there is none."""
        return get_object_or_404(CrisisEvent, uid=self.kwargs["uid"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.answer(event=self.event)
