"""What is on, what was, and everything about one event."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy

from crisis.admin.exports import visibilities
from crisis.admin.live import drill_label, level_label
from crisis.admin.log_lines import log_lines
from crisis.admin.practice import practice_lines
from crisis.admin.screens import EventScreen, Screen
from crisis.admin.spans import span
from crisis.models import CrisisEvent, Visibility
from crisis.plan import make_plan
from crisis.queries import scenario_choices
from crisis.rendering.addresses import page_languages
from crisis.rendering.words import native_name
from crisis.self_test import test_newest


def choices() -> list[dict[str, Any]]:
    """Return what can be switched on, with what each would be."""
    found = [
        {
            "url": reverse("crisis_mode:on", args=[scenario.key]),
            "name": scenario.name_in(get_language() or ""),
            "note": level_label(scenario.level),
        }
        for scenario in scenario_choices()
    ]
    own = {"url": reverse("crisis_mode:own"), "name": gettext("Something else"), "note": gettext("Write it yourself")}
    return [*found, own]


class NowView(Screen):
    """What is on, and what can be switched on."""

    template_name = "crisis/admin/now.html"
    screen = "crisis_mode:index"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the choices, and whether it is time to practise."""
        return super().get_context_data(choices=choices(), practice=practice_lines(), **kwargs)


class LiveView(Screen):
    """What is on, alone: asked for again by the script while the self-test is under way."""

    template_name = "crisis/admin/live.html"
    extra_context = {"heading": gettext_lazy("On now")}


class HistoryView(Screen):
    """What was on, the latest first."""

    template_name = "crisis/admin/history.html"
    screen = "crisis_mode:history"

    def get_title(self) -> str:
        """Name the page."""
        return gettext("History")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the list."""
        pages = Paginator(CrisisEvent.objects.ended(), 30).get_page(self.request.GET.get("p"))
        entries = [
            {
                "url": reverse("crisis_mode:event", args=[event.uid]),
                "headline": event.headline,
                "when": date_format(timezone.localtime(event.started_at), "DATETIME_FORMAT"),
                "what": " · ".join(filter(None, [level_label(event.level), drill_label(event), span(event)])),
            }
            for event in pages
        ]
        return super().get_context_data(events=entries, pages=pages, **kwargs)


class EventView(EventScreen):
    """One event: what is said, whether visitors see it, and the log."""

    template_name = "crisis/admin/event.html"

    def get_title(self) -> str:
        """Name the event."""
        return self.event.headline

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts, languages, what the self-test saw, and the log."""
        event = self.event
        return super().get_context_data(
            level_label=level_label(event.level),
            drill_label=drill_label(event),
            span=span(event),
            languages=languages(event),
            seen=seen(event),
            log=log_lines(event),
            **kwargs,
        )


def languages(event: CrisisEvent) -> list[dict[str, Any]]:
    """Return each language's state."""
    said = event.said
    lines = []
    for tag in page_languages([said]):
        text = said.texts.get(tag)
        state = gettext("up to date")
        if text is None:
            state = gettext("no text: the original is shown")
        elif said.is_older(tag):
            state = gettext("older than the original")
        lines.append({"tag": tag, "name": native_name(tag), "state": state, "at": text.at if text else None})
    return lines


def seen(event: CrisisEvent) -> list[Visibility]:
    """Return what the self-test saw of every version that this event made."""
    rows = visibilities(event)
    for row in rows:
        row.name = native_name(row.language)  # type: ignore[attr-defined]
    return rows


class PlanView(Screen):
    """The crisis plan as a PDF, in the reader's language: to be printed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it from what is recorded now."""
        made = make_plan(get_language() or "")
        response = HttpResponse(made.pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="crisis-plan.pdf"'
        return response


class CheckNowView(Screen):
    """Looks at the public pages now, as a visitor would."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Run the self-test and show what it saw."""
        if any(not row.ok for row in test_newest()):
            messages.error(request, gettext("Visitors do not see what is recorded. Look below."))
        else:
            messages.success(request, gettext("Visitors see what is recorded, in every language."))
        return redirect("crisis_mode:index")
