"""What a switch makes of a state: plain values in, plain values out, so that record and files come to the same.

Every function is Refused with a message when it cannot be done, and never changes what it was given.
"""

from __future__ import annotations

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from crisis.content import CRISIS, NOTICE, SERIOUS, Event, State, Text, Update, to_json
from crisis.errors import NothingOn, Occupied, Refused
from crisis.feeds.messages import lately_ended, with_message
from crisis.prepared import Prepared
from crisis.wording import clean, clean_blanks, clean_text

OVER, FALSE_ALARM, REPLACED = "over", "false_alarm", "replaced"
ON, UPDATE, CORRECT, LEVEL, OFF = "on", "update", "correct", "level", "off"


class _Renew:
    """The promise of the next update goes on at the same interval."""


RENEW: Final = _Renew()
Promise = datetime.datetime | None | _Renew


@dataclass(frozen=True)
class Ended:
    """An event as it was last said, its cancellation included, and how it ended."""

    event: Event
    how: str


@dataclass(frozen=True)
class Change:
    """The new state, what was done to come there, and the words for the log."""

    kind: str
    state: State
    event: Event | None
    ended: tuple[Ended, ...] = ()
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """When, where from and by whom a change is made."""

    at: datetime.datetime
    origin: str
    by: str

    def after(self, state: State, events: Iterable[Event], ended: Iterable[Ended] = ()) -> State:
        """Return the next state; what has just ended stays in the feeds for a while."""
        over = lately_ended((*(item.event for item in ended), *state.ended), self.at)
        return State(state.number + 1, self.origin, self.at, self.by, tuple(events), tuple(over))


def empty_state() -> State:
    """Return the state of a house where nothing was ever switched."""
    return State(number=0, origin="admin", at=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC), by="")


def switch_on(
    state: State,
    moment: Moment,
    *,
    prepared: Prepared,
    uid: str = "",
    level: int | None = None,
    text: str = "",
    values: Mapping[str, str] | None = None,
    drill: bool = False,
    token: str = "",
    pages: Iterable[str] = (),
    next_update_by: Promise = RENEW,
    replace: bool = False,
) -> Change:
    """Switch a scenario on; a real event of level 2 or 3 ends public drills, and what it replaces when told to."""
    level = prepared.level if level is None else level
    if level not in (NOTICE, SERIOUS, CRISIS):
        raise Refused(_("There are the levels 1, 2 and 3."))
    on_pages = _only_for_a_notice(clean_paths(pages), level)
    said = clean(text)
    if isinstance(next_update_by, _Renew):
        next_update_by = _promise(moment.at, prepared.next_update_hours)
    event = prepared.event(
        uid=uid or str(uuid.uuid4()),
        at=moment.at,
        level=level,
        values=clean_blanks(values or {}),
        updates=(Update(moment.at, {prepared.source: said}),) if said else (),
        drill=drill,
        token=token,
        pages=on_pages,
        next_update_by=_future(next_update_by, moment.at),
    )
    ended = _room_for(state, event, moment, replace=replace)
    event = with_message(event, moment.at)
    gone = {item.event.uid for item in ended}
    events = [event, *(other for other in state.events if other.uid not in gone)]
    words = {"text": said, "level": level, "blanks": clean_blanks(values or {}), "texts": to_json(event.texts)}
    return Change(ON, moment.after(state, events, ended), event, tuple(ended), words)


def update(
    state: State, moment: Moment, *, uid: str, texts: Mapping[str, str], next_update_by: Promise = RENEW
) -> Change:
    """Say what is new, in one language or several; the first words are needed in the source language."""
    event = find(state, uid)
    said = {tag: clean(text) for tag, text in sorted(texts.items())}
    said = {tag: text for tag, text in said.items() if text}
    if event.source not in said:
        raise Refused(_("The text is empty. Write what is new."))
    if isinstance(next_update_by, _Renew):
        next_update_by = _renewed(event, moment.at)
    changed = dataclasses.replace(
        event,
        updates=(Update(moment.at, said), *event.updates),
        next_update_by=_future(next_update_by, moment.at),
    )
    return _changed(UPDATE, state, moment, changed, {"texts": said})


def correct(
    state: State,
    moment: Moment,
    *,
    uid: str,
    texts: Mapping[str, Text | None] | None = None,
    level: int | None = None,
    pages: Iterable[str] | None = None,
    next_update_by: Promise = RENEW,
) -> Change:
    """Change a language's text, the level, the pages of a notice or the promise; None takes a language away.

    A notice that becomes graver stands on every page.
    """
    event = find(state, uid)
    changed = dataclasses.replace(event, texts=_corrected(event, texts or {}, moment.at))
    if level is not None:
        changed = dataclasses.replace(changed, level=level)
    if pages is not None:
        changed = dataclasses.replace(changed, pages=_only_for_a_notice(clean_paths(pages), changed.level))
    if changed.level != NOTICE:
        changed = dataclasses.replace(changed, pages=())
    if not isinstance(next_update_by, _Renew):
        changed = dataclasses.replace(changed, next_update_by=_future(next_update_by, moment.at))
    if changed == event:
        raise Refused(_("Nothing was changed."))
    if changed.level not in (NOTICE, SERIOUS, CRISIS):
        raise Refused(_("There are the levels 1, 2 and 3."))
    rest = dataclasses.replace(state, events=tuple(other for other in state.events if other.uid != uid))
    ended = _room_for(rest, changed, moment, replace=False) if changed.level > event.level else []
    kind = LEVEL if changed.texts == event.texts and changed.level != event.level else CORRECT
    words = {
        "level": {"before": event.level, "after": changed.level},
        "texts": {tag: to_json(changed.texts.get(tag)) for tag in sorted(texts or {})},
        "before": {tag: to_json(event.texts.get(tag)) for tag in sorted(texts or {})},
    }
    return _changed(kind, state, moment, changed, words, ended)


def end(state: State, moment: Moment, *, uids: Iterable[str], how: str = OVER, text: str = "") -> Change:
    """Switch events off; a last text becomes their last update."""
    wanted = list(uids)
    if not wanted:
        raise NothingOn(_("Nothing is on."))
    events = [find(state, uid) for uid in wanted]
    said = clean(text)
    if how not in (OVER, FALSE_ALARM):
        raise Refused(_("Say whether it is over or was a false alarm."))
    ended = tuple(Ended(_end(event, moment, said), how) for event in events)
    left = [event for event in state.events if event.uid not in wanted]
    only = ended[0].event if len(ended) == 1 else None
    return Change(OFF, moment.after(state, left, ended), only, ended, {"text": said, "how": how})


def find(state: State, uid: str) -> Event:
    """Return the event that is on with this uid."""
    found = next((event for event in state.events if event.uid == str(uid)), None)
    if found is None:
        raise Refused(_("That is not on any more."))
    return found


def clean_paths(pages: Iterable[str]) -> tuple[str, ...]:
    """Return paths as the strip compares them: beginning and ending with a slash, each once."""
    cleaned: dict[str, None] = {}
    for page in pages:
        path = clean(page, longest=300, is_one_line=True)
        if not path:
            continue
        if not path.startswith("/") or path.startswith("//") or any(sign in path for sign in " ?#\\"):
            raise Refused(_("Write paths of this site, such as /skola/: %(path)s") % {"path": path})
        cleaned[path if path.endswith("/") else f"{path}/"] = None
    return tuple(cleaned)


def _only_for_a_notice(pages: tuple[str, ...], level: int) -> tuple[str, ...]:
    """Return the pages; a graver event stands on every page, and whoever names some is told so."""
    if pages and level != NOTICE:
        raise Refused(_("Only a notice (level 1) can stand on some pages: leave out the pages, or choose level 1."))
    return pages


def when(at: datetime.datetime) -> str:
    """Return a moment in words, in the municipality's time."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _changed(
    kind: str, state: State, moment: Moment, event: Event, words: Mapping[str, Any], ended: Iterable[Ended] = ()
) -> Change:
    told = with_message(dataclasses.replace(event, changed_at=moment.at), moment.at)
    gone = {item.event.uid for item in ended}
    events = [told if other.uid == told.uid else other for other in state.events if other.uid not in gone]
    return Change(kind, moment.after(state, events, ended), told, tuple(ended), words)


def _corrected(event: Event, texts: Mapping[str, Text | None], at: datetime.datetime) -> dict[str, Text]:
    """Return the event's texts with the changed ones, which bear the moment."""
    merged = dict(event.texts)
    for tag, text in texts.items():
        if text is None:
            if tag == event.source:
                raise Refused(_("The text in the source language cannot be taken away."))
            merged.pop(tag, None)
            continue
        old = merged.get(tag)
        cleaned = clean_text(dataclasses.replace(text, at=None))
        if old is None or dataclasses.replace(old, at=None) != cleaned:
            merged[tag] = dataclasses.replace(cleaned, at=at)
    return {tag: merged[tag] for tag in sorted(merged)}


def _room_for(state: State, event: Event, moment: Moment, *, replace: bool) -> list[Ended]:
    """Return what the event ends by being on; Occupied when something leaves no room for it."""
    if event.is_private:
        return []
    others = [other for other in state.events if not other.is_private]
    if not event.drill:
        same = [other for other in others if other.scenario and other.scenario == event.scenario and not other.drill]
        grave = [other for other in others if other.level >= SERIOUS <= event.level and not other.drill]
        if (same or grave) and not replace:
            raise _occupied((same or grave)[0])
        over = [other for other in others if other.drill and event.level >= SERIOUS]
        unique = {other.uid: other for other in [*same, *grave, *over]}
        return [Ended(_end(other, moment, ""), REPLACED) for other in unique.values()]
    blocking = [other for other in others if other.drill or other.level >= SERIOUS]
    if blocking:
        raise _occupied(blocking[0])
    return []


def _occupied(event: Event) -> Occupied:
    words = _("“%(what)s” is on since %(when)s. Update it or switch it off first.")
    if event.drill:
        words = _("The drill “%(what)s” is on since %(when)s. Switch it off first.")
    values = {"what": event.texts[event.source].headline, "when": when(event.started_at)}
    return Occupied(words % values, uid=event.uid)


def _end(event: Event, moment: Moment, said: str) -> Event:
    updates = (Update(moment.at, {event.source: said}), *event.updates) if said else event.updates
    over = dataclasses.replace(event, changed_at=moment.at, updates=updates, next_update_by=None)
    return with_message(over, moment.at, is_over=True)


def _promise(at: datetime.datetime, hours: int | None) -> datetime.datetime | None:
    """Return the moment so many hours away, in whole minutes."""
    if not hours:
        return None
    return (at + datetime.timedelta(hours=hours)).replace(second=0, microsecond=0)


def _renewed(event: Event, at: datetime.datetime) -> datetime.datetime | None:
    """Return the next promise: as long from now as the last one was from the last change."""
    if event.next_update_by is None:
        return None
    interval = max(event.next_update_by - event.changed_at, datetime.timedelta(minutes=15))
    return (at + interval).replace(second=0, microsecond=0)


def _future(promise: datetime.datetime | None, at: datetime.datetime) -> datetime.datetime | None:
    if promise is not None and promise <= at:
        raise Refused(_("The next update must lie in the future."))
    return promise
