"""One switch from the command line: by the record when the database answers, else by this machine's files."""

from __future__ import annotations

import contextlib
import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import Error
from django.utils.translation import gettext as _

from crisis import actions, publishing, without_database
from crisis.changes import Change, Moment
from crisis.content import Event, State
from crisis.errors import Busy, CrisisError, Refused
from crisis.operators import shell_operator
from crisis.prepared import Prepared
from crisis.record import Source, deadline
from crisis.shell import reach

Lookup = Callable[[str], Prepared]
MakeChange = Callable[[Lookup], Callable[[State, Moment], Change]]
TIME = 6.0  # seconds for the record, rendering on a busy machine included; then the files do it


@dataclass(frozen=True)
class Outcome:
    """The state that is live now; `away`: why the record does not have it yet; `problem`: what is still to be done."""

    state: State
    away: str = ""
    problem: str = ""


def switch(make_change: MakeChange, tried: dict[str, str]) -> Outcome:
    """Make a change; CrisisError says why not, and is logged."""
    by, change_id, at = shell_operator(), str(uuid.uuid4()), datetime.datetime.now(datetime.UTC)
    away = reach.why_away()
    if not away:
        try:
            with deadline(TIME):
                change = make_change(actions.prepared_scenario)
                done = actions.perform(
                    change, by=by, origin="shell", seen_number=None, tried=tried, change_id=change_id, at=at, wait=1.0
                )
            return Outcome(done.state, problem=done.problem)
        except (Error, TimeoutError, Busy) as problem:
            away = _reason(problem)
            reach.let_go()
    where = publishing.folder()
    change = make_change(partial(without_database.prepared_in_files, where))
    try:
        state = without_database.perform(change, by=by, change_id=change_id, at=at)
    except CrisisError as problem:
        without_database.note_failure(problem, by=by, tried=tried)
        raise
    return Outcome(state, away=away)


def note(problem: CrisisError, tried: dict[str, str]) -> None:
    """Log what was refused before anything was tried."""
    by = shell_operator()
    if not reach.why_away():
        with contextlib.suppress(Error, TimeoutError), deadline(TIME):
            actions.note_failure(problem, Source(by, "shell"), tried)
            return
    without_database.note_failure(problem, by=by, tried=tried)


def _reason(problem: Exception) -> str:
    if isinstance(problem, Busy):
        return _("somebody holds the record's lock")
    return _("the database does not answer") if isinstance(problem, TimeoutError) else reach.describe(problem)


def choose(state: State, wanted: str) -> Event:
    """Return the event that is meant: by scenario or uid, else the one that stands out; Refused when unclear."""
    events = list(state.events)
    if not events:
        raise Refused(_("Nothing is on."))
    if wanted:
        found = [event for event in events if event.scenario == wanted or event.uid.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused(
                _("“%(name)s” is not on. There are: %(known)s.") % {"name": wanted[:60], "known": names(events)}
            )
        events = found
    if len(events) == 1:
        return events[0]
    grave = [event for event in events if event.level > 1 and not event.is_private]
    if len(grave) == 1:
        return grave[0]
    raise Refused(_("Several are on: choose one with --event. There are: %(known)s.") % {"known": names(events)})


def names(events: list[Event]) -> str:
    """Return how events can be told apart on the command line."""
    return ", ".join(f"{event.scenario or event.uid[:8]} ({event.uid[:8]})" for event in events)
