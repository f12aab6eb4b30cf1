"""What holds when files and record went apart: nothing that is on is lost, and a database never ends what files began.

Events that only one side knows stay; of an event that both know the later words stay; what one side ended stays ended
unless the other went on with it afterwards (D8).
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Collection, Iterable, Mapping

from crisis.changes import OVER, REPLACED, Ended
from crisis.content import NOTICE, SERIOUS, Event, Message, State, Update
from crisis.feeds.messages import with_message


def joined(
    record: State, files: State, *, over_in_record: Collection[str], over_in_files: Mapping[str, datetime.datetime]
) -> tuple[tuple[Event, ...], tuple[Ended, ...]]:
    """Return the events that are on when both states are taken together, and those that have ended by it.

    `over_in_record`: what the record ended knowing these words of it. `over_in_files`: what was ended without the
    database, and when.
    """
    theirs = {event.uid: event for event in files.events}
    ours = {event.uid: event for event in record.events}
    events: list[Event] = []
    ended: list[Ended] = []
    for uid, event in ours.items():
        if uid in theirs:
            events.append(_latest(event, theirs[uid]))
        elif _is_over(event, record, files, over_in_files):
            ended.append(Ended(_cancelled(event, over_in_files.get(uid, files.at)), OVER))
        else:
            events.append(event)
    for uid, event in theirs.items():
        if uid not in ours and uid not in over_in_record:
            events.append(event)
    kept, given_way = _one_grave(events, max(record.at, files.at))
    return tuple(kept), (*ended, *given_way)


def _is_over(event: Event, record: State, files: State, over: Mapping[str, datetime.datetime]) -> bool:
    """Tell whether the files' side ended an event that the record has on."""
    if event.uid in over:
        return event.changed_at <= over[event.uid]
    return files.number > record.number and event.changed_at <= files.at


def _latest(one: Event, other: Event) -> Event:
    """Return an event that both sides changed: the later words, every update, every message."""
    newer = one if one.changed_at >= other.changed_at else other
    updates = {(item.at, tuple(sorted(item.texts.items()))): item for item in (*one.updates, *other.updates)}
    messages = {(item.identifier, item.sent): item for item in (*one.messages, *other.messages)}
    return dataclasses.replace(
        newer, updates=_newest_first(updates.values()), messages=_without_doubles(messages.values(), newer.uid)
    )


def _newest_first(updates: Iterable[Update]) -> tuple[Update, ...]:
    return tuple(sorted(updates, key=lambda item: item.at, reverse=True))


def _without_doubles(messages: Iterable[Message], uid: str) -> tuple[Message, ...]:
    """Return messages, newest first; two that took the same identifier get one each."""
    ordered = sorted(messages, key=lambda item: (item.sent, item.identifier))
    seen: set[str] = set()
    named: list[Message] = []
    taken = {item.identifier for item in ordered}
    for item in ordered:
        fresh = item.identifier
        while fresh in seen:
            fresh = next(name for number in itertools.count(len(ordered)) if (name := f"{uid}-{number}") not in taken)
            taken.add(fresh)
        seen.add(fresh)
        named.append(dataclasses.replace(item, identifier=fresh))
    return tuple(reversed(named))


def _one_grave(events: list[Event], at: datetime.datetime) -> tuple[list[Event], list[Ended]]:
    """Keep the gravest (of equals the latest) event at its level; other real ones become notices, public drills end."""
    real = [event for event in events if event.level >= SERIOUS and not event.drill]
    if not real:
        return events, []
    first = max(real, key=lambda event: (event.level, event.started_at))
    kept: list[Event] = []
    ended: list[Ended] = []
    for event in events:
        if event.drill and not event.is_private:
            ended.append(Ended(_cancelled(event, at), REPLACED))
        elif event in real and event is not first:
            kept.append(dataclasses.replace(event, level=NOTICE))
        else:
            kept.append(event)
    return kept, ended


def _cancelled(event: Event, at: datetime.datetime) -> Event:
    return with_message(dataclasses.replace(event, next_update_by=None), at, is_over=True)


def same_events(one: State, other: State) -> bool:
    """Tell whether two states say the same, in whatever order."""
    return sorted(one.events, key=_uid) == sorted(other.events, key=_uid)


def _uid(event: Event) -> str:
    return event.uid
