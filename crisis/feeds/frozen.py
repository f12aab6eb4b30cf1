"""A CAP message by its identifier, with the words it was sent with: from the files, else from the record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from crisis.content import Event, Message, State
from crisis.feeds.messages import event_uid
from crisis.models import CrisisEvent, CrisisVersion

ABOUT = datetime.timedelta(seconds=2)  # a message's time is cut to whole seconds


def find_message(identifier: str, state: State) -> Event | None:
    """Return the event as it was when it sent a message; None when no such message was ever public."""
    return newest_of(identifier, [*state.events, *state.ended]) or _in_record(identifier)


def newest_of(identifier: str, events: Iterable[Event]) -> Event | None:
    """Return the public event whose newest message this is."""
    for event in events:
        if not event.is_private and event.messages and event.messages[0].identifier == identifier:
            return event
    return None


def _in_record(identifier: str) -> Event | None:
    """Look in the event as it stands, then in the first version that sent the message."""
    uid = event_uid(identifier)
    row = CrisisEvent.objects.public().filter(uid=uid).first() if _is_uuid(uid) else None
    if row is None:
        return None
    event = row.said
    message = next((item for item in event.messages if item.identifier == identifier), None)
    if message is None:
        return None
    return newest_of(identifier, [event]) or _first_said(message)


def _first_said(message: Message) -> Event | None:
    """Return the event from the version that sent the message: later ones may have other words."""
    versions = CrisisVersion.objects.filter(at__gte=message.sent - ABOUT).order_by("number")
    for version in versions.iterator(chunk_size=20):
        state = version.state
        if found := newest_of(message.identifier, [*state.events, *state.ended]):
            return found
    return None


def _is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID as we write them."""
    parts = text.split("-")
    digits = set("0123456789abcdef")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and all(set(part) <= digits for part in parts)
