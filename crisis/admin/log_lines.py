"""The log of one event, in words for people and as rows for an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from crisis.admin.live import level_label
from crisis.models import CrisisEvent, CrisisLogEntry
from crisis.rendering.words import direction, native_name


@dataclass(frozen=True)
class Said:
    """Words in one language."""

    tag: str
    name: str
    direction: str
    text: str


@dataclass(frozen=True)
class LogLine:
    """One entry as people read it."""

    entry: CrisisLogEntry
    what: str
    who: str
    where: str
    notes: tuple[str, ...] = ()
    said: tuple[Said, ...] = field(default_factory=tuple)


def entries(event: CrisisEvent) -> list[CrisisLogEntry]:
    """Return the log of one event, what was tried in vain included, in the order it happened."""
    own = CrisisLogEntry.objects.filter(event=event)
    tried = CrisisLogEntry.objects.filter(event=None, payload__event=str(event.uid))
    return sorted([*own, *tried], key=lambda entry: entry.position)


def log_lines(event: CrisisEvent) -> list[LogLine]:
    """Return the log in words, the newest first."""
    return [line(entry, event.said.source) for entry in reversed(entries(event))]


def line(entry: CrisisLogEntry, source: str) -> LogLine:
    """Return one entry in words; erased content is empty."""
    payload: Mapping[str, Any] = entry.payload or {}
    return LogLine(
        entry=entry,
        what=entry.kind_label,
        who=entry.by or entry.actor,
        where=entry.get_origin_display() if entry.origin != "admin" else "",
        notes=tuple(_notes(payload)),
        said=tuple(_said(payload, source)),
    )


def _notes(payload: Mapping[str, Any]) -> list[str]:
    level, notes = payload.get("level"), []
    if isinstance(level, int):
        notes.append(level_label(level))
    elif isinstance(level, Mapping) and level.get("before") != level.get("after"):
        notes.append(f"{level_label(level['before'])} → {level_label(level['after'])}")
    if payload.get("reason"):
        notes.append(str(payload["reason"]))
    how = payload.get("how")
    if how in CrisisEvent.End.values:
        notes.append(str(CrisisEvent.End(how).label))
    filled = payload.get("blanks")
    if isinstance(filled, Mapping) and filled:
        values = ", ".join(f"{name}: {value}" for name, value in filled.items())
        notes.append(gettext("Filled in: %(values)s") % {"values": values})
    return notes


def _said(payload: Mapping[str, Any], source: str) -> list[Said]:
    """Return the words of an entry by language: an update's text, or the headline of a changed text."""
    found = []
    if payload.get("text"):
        found.append((source, str(payload["text"])))
    texts = payload.get("texts")
    for tag, text in texts.items() if isinstance(texts, Mapping) else ():
        words = text if isinstance(text, str) else (text or {}).get("headline", "")
        if words:
            found.append((tag, words))
    return [Said(tag, native_name(tag), direction(tag), words) for tag, words in found]
