"""The state as JSON at /api/crisis.json. Its shape is documented in docs/operations.md and only ever grows.

Drills stand under a name of their own, so that a program that reads `events` never takes one for real.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from crisis.content import Event, State, Text, to_json
from crisis.feeds.cap import moment
from crisis.feeds.wording import encodable, headline, languages, page_url

FORMAT = 1


def api_json(state: State, *, base_url: str) -> bytes:
    """Return the state as JSON."""
    text = json.dumps(as_data(state, base_url=base_url), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


def as_data(state: State, *, base_url: str) -> dict[str, Any]:
    """Return what everybody may know: nothing of private drills, nor of who switched."""
    real = [event for event in state.public if not event.drill]
    drills = [event for event in state.public if event.drill]
    return {
        "format": FORMAT,
        "municipality": settings.MUNICIPALITY.name,
        "url": f"{base_url}/",
        "number": state.number or None,
        "changed_at": moment(state.at) if state.number or state.events else None,
        "on": bool(real),
        "level": max((event.level for event in real), default=0),
        "events": [_event(event, base_url) for event in real],
        "exercises": [_event(event, base_url) for event in drills],
    }


def _event(event: Event, base_url: str) -> dict[str, Any]:
    tags = languages(event)
    return {
        "id": event.uid,
        "scenario": event.scenario or None,
        "level": event.level,
        "exercise": event.drill,
        "started_at": moment(event.started_at),
        "changed_at": moment(event.changed_at),
        "next_update_by": moment(event.next_update_by) if event.next_update_by else None,
        "source_language": event.source,
        "languages": tags,
        "pages": list(event.pages),
        "texts": {tag: _text(event, tag, base_url) for tag in tags},
        "updates": [
            {"at": moment(update.at), "texts": {tag: encodable(text) for tag, text in update.texts.items()}}
            for update in event.updates
        ],
        "telephones": _clean(to_json(event.telephones)),
        "channels": _clean(to_json(event.channels)),
        "map": _map(event, base_url),
        "cap": _message(event, base_url),
    }


def _text(event: Event, tag: str, base_url: str) -> dict[str, Any]:
    """Return the words in one language, the headline of a drill marked as one."""
    text: Text = event.texts[tag]
    said = {key: _clean(value) for key, value in to_json(text).items() if key != "at"}
    return said | {
        "headline": headline(event, tag),
        "url": page_url(event, tag, base_url),
        "changed_at": moment(text.at or event.started_at),
        "is_older": event.is_older(tag),
    }


def _map(event: Event, base_url: str) -> dict[str, Any] | None:
    if not event.map_url:
        return None
    url = base_url + event.map_url if event.map_url.startswith("/") else event.map_url
    return {"url": url, "texts": _clean(dict(event.map_texts))}


def _message(event: Event, base_url: str) -> dict[str, Any] | None:
    """Return the newest CAP message."""
    if not event.messages:
        return None
    message = event.messages[0]
    return {
        "identifier": message.identifier,
        "sent": moment(message.sent),
        "type": message.kind,
        "status": "Exercise" if event.drill else "Actual",
        "url": f"{base_url}/cap/{message.identifier}.xml",
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {key: _clean(item) for key, item in value.items()} if isinstance(value, dict) else value
