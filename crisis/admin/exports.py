"""The log of one event for evaluation: everything as JSON, one row an entry as CSV."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext

from core.spreadsheets import harmless
from crisis.admin.log_lines import entries, line
from crisis.admin.screens import EventScreen
from crisis.models import CrisisEvent, CrisisLogEntry, Visibility


class LogJsonView(EventScreen):
    """Everything the record knows about one event."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it as a file."""
        event = self.event
        data = {
            "event": facts(event),
            "content": event.content,
            "log": [_entry(entry) for entry in entries(event)],
            "visibility": [_seen(row) for row in visibilities(event)],
        }
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        return _as_file(response, event, "json")


class LogCsvView(EventScreen):
    """The log as a table that spreadsheets open, with nothing in it that they would run."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it as a file."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.write("\ufeff")  # so that spreadsheets read it as UTF-8
        writer = csv.writer(response)
        writer.writerow([gettext("When"), gettext("Who"), gettext("Origin"), gettext("What"), gettext("Version"),
                         gettext("Notes"), gettext("Language"), gettext("Text"), gettext("Checksum")])  # fmt: skip
        for entry in entries(self.event):
            for row in _rows(entry, self.event.said.source):
                writer.writerow([harmless(value) for value in row])
        return _as_file(response, self.event, "csv")


def facts(event: CrisisEvent) -> dict[str, Any]:
    """Return what stands in the columns of an event."""
    names = ("scenario_key", "headline", "level", "is_drill", "started_at", "started_by", "changed_at", "changed_by")
    values = {name: getattr(event, name) for name in (*names, "ended_at", "ended_by", "end", "next_update_by")}
    return {"uid": str(event.uid), **values}


def visibilities(event: CrisisEvent) -> list[Visibility]:
    """Return what the self-test saw of this event's versions."""
    numbers = event.log.filter(version__isnull=False).values("version")
    return list(Visibility.objects.filter(version__number__in=numbers).select_related("version"))


def _entry(entry: CrisisLogEntry) -> dict[str, Any]:
    names = ("position", "at", "by", "actor", "origin", "kind", "version", "payload", "digest", "hash")
    return {name: getattr(entry, name) for name in names}


def _seen(row: Visibility) -> dict[str, Any]:
    names = ("node", "language", "url", "seen_at", "seconds", "ok", "problem")
    return {"version": row.version.number, **{name: getattr(row, name) for name in names}}


def _rows(entry: CrisisLogEntry, source: str) -> list[list[Any]]:
    """Return one row a language that something was said in, one when nothing was."""
    said = line(entry, source)
    first: list[Any] = [
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        said.who,
        entry.get_origin_display(),
    ]
    first += [said.what, entry.version, " · ".join(said.notes)]
    return [[*first, words.tag, words.text, entry.hash] for words in said.said] or [[*first, "", "", entry.hash]]


def _as_file(response: HttpResponse, event: CrisisEvent, extension: str) -> HttpResponse:
    """Give an answer as a download, named after the event."""
    name = f"crisis-log-{timezone.localtime(event.started_at):%Y-%m-%d}-{str(event.uid)[:8]}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
