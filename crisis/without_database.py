"""Switching by the files alone while the database is away; the journal tells the record afterwards (D8)."""

from __future__ import annotations

import contextlib
import datetime
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from crisis import country, publishing
from crisis.actions import unknown_scenario
from crisis.changes import Change, Moment, empty_state
from crisis.content import State, to_json
from crisis.errors import CrisisError, NotPublished, Refused
from crisis.file_switch import file_change, moment_of, name_of
from crisis.operators import FILE, Operator
from crisis.prepared import Prepared, from_file
from crisis.publishing import state_of
from crisis.state import CrisisFolder, Damaged, Live

LOCK_WAIT = 0.7  # seconds: a process that hangs with the lock must not keep anybody from switching on


def state_in_files(where: CrisisFolder) -> State:
    """Return what is on by the files, numbered as high as anything this disk knows.

    When what should be live is damaged, the newest version that can be read tells what was on.
    """
    live = where.live() or (_newest_readable(where) if where.link.is_symlink() else None)
    try:
        state = state_of(live) if live else empty_state()
    except ValueError as problem:
        raise NotPublished(_("What is live cannot be read: %(reason)s") % {"reason": problem}) from problem
    return State(where.highest(), state.origin, state.at, state.by, state.events, state.ended)


def _newest_readable(where: CrisisFolder) -> Live | None:
    for number in reversed(where.numbers()):
        with contextlib.suppress(Damaged, OSError):
            return where.read(f"versions/{number}")
    return None


def prepared_in_files(where: CrisisFolder, key: str) -> Prepared:
    """Return an exported scenario, else the one that comes with Torget; Refused names those there are."""
    found = all_in_files(where)
    if key not in found:
        raise unknown_scenario(key, found)
    return found[key]


def all_in_files(where: CrisisFolder) -> dict[str, Prepared]:
    """Return what was exported; without any export what comes with Torget."""
    found: dict[str, Prepared] = {}
    for key, data in where.scenarios().items():
        with contextlib.suppress(ValueError):
            found[key] = from_file(data)
    return found or _shipped()


def _shipped() -> dict[str, Prepared]:
    from crisis.shipped import shipped

    own_country = settings.MUNICIPALITY.country
    return {
        key: Prepared(
            key=key,
            level=item.level,
            source=publishing.source_language(item.texts),
            names=item.names,
            texts=item.texts,
            alert=item.alert,
            next_update_hours=item.next_update_hours,
            telephones=country.telephones(own_country),
            channels=country.channels(own_country),
        )
        for key, item in shipped().items()
    }


def perform(change: Callable[[State, Moment], Change], *, by: Operator, change_id: str, at: datetime.datetime) -> State:
    """Make a change of this machine's files and note it in the journal; return the new state.

    The journal comes first: when the disk takes no line, or not the files, nothing is switched.
    """
    where = publishing.folder()
    try:
        with _lock(where):
            before = _before(where)
            base = _base(where)
            made = change(before, Moment(at, "shell", by.name))
            name = publishing.write(where, made.state)
            publishing.journal().write(_line(made, base, by, change_id))
            where.go_live(name)
    except (OSError, ValueError) as problem:
        if isinstance(problem, NotPublished):
            raise
        raise publishing.not_published(problem) from problem
    return made.state


@contextlib.contextmanager
def _lock(where: CrisisFolder) -> Iterator[None]:
    """Wait for whoever else switches on this machine, but not for one that hangs."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(TimeoutError):
            stack.enter_context(where.lock(LOCK_WAIT))
        yield


def _base(where: CrisisFolder) -> dict[str, Any]:
    """Return what the change is made of: when the record has the same in force, it can be replayed there."""
    live = where.live()
    return {"number": live.number if live else 0, "digest": live.digest if live else empty_state().digest}


def _before(where: CrisisFolder) -> State:
    """Return what a change is made of; a switch by file that nobody entered yet becomes a version of its own first."""
    live = where.live()
    if live is None or live.number is not None:
        return state_in_files(where)
    numbers = where.numbers()
    last = where.read(f"versions/{numbers[-1]}") if numbers else None
    state = state_of(last) if last else empty_state()
    made = file_change(state, moment_of(where), state_of(live))
    if made is None:
        return state
    base = {"number": state.number, "digest": state.digest}
    name = publishing.write(where, made.state)
    publishing.journal().write(_line(made, base, FILE, name_of(where, live)))
    where.go_live(name)
    return made.state


def _line(made: Change, base: dict[str, Any], by: Operator, change_id: str) -> dict[str, Any]:
    return {
        "id": change_id,
        "at": made.state.at.isoformat(),
        "by": by.name,
        "actor": by.key,
        "origin": made.state.origin,
        "kind": made.kind,
        "words": to_json(made.words),
        "event": to_json(made.event) if made.event else None,
        "ended": [{"event": to_json(item.event), "how": item.how} for item in made.ended],
        "state": to_json(made.state),
        "base": base,
    }


def note_failure(problem: CrisisError, *, by: Operator, tried: dict[str, str]) -> None:
    """Note in the journal what was tried in vain; a disk that takes not even that is no further error."""
    kind = "refused" if isinstance(problem, Refused) else "failed"
    words = {**tried, "reason": str(problem)[:500]}
    line = {"id": str(uuid.uuid4()), "kind": kind, "by": by.name, "actor": by.key, "origin": "shell", "words": words}
    problem.is_logged = True
    with contextlib.suppress(OSError):
        publishing.journal().write(line)
