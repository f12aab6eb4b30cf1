"""Switching by the record: on, update, correct, end. Each is one transaction; the files go live after it commits.

Conflict: somebody else was faster. Refused: it cannot be done as asked. NotPublished: the files could not be written.
Whatever is raised, the old state stays and the log says what was tried.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import DatabaseError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from crisis import changes, publishing
from crisis.changes import RENEW, Change, Moment, Promise, empty_state
from crisis.content import State, Text
from crisis.errors import Busy, Conflict, CrisisError, NotPublished, Occupied, RecordAway, Refused
from crisis.models import CrisisEvent, CrisisLogEntry, Scenario
from crisis.operators import Operator, operator_of
from crisis.prepared import Prepared
from crisis.queries import channels, prepare, telephones
from crisis.reconciling import enter_unknown
from crisis.record import LOCK_WAIT, Source, add_entry, bounded, lock_book, state_in, store
from crisis.state import Live
from crisis.state.folder import KEY
from crisis.wording import clean_text

__all__ = ["RENEW", "Conflict", "CrisisError", "Done", "NotPublished", "Occupied", "RecordAway", "Refused"]

logger = logging.getLogger("torget.crisis")
FAILURES = {Conflict: "conflict", NotPublished: "failed"}


@dataclass(frozen=True)
class Done:
    """What a switch made: the state in force, the event it is about, and what is still to be done, in words."""

    state: State
    event: CrisisEvent | None
    problem: str = ""

    @property
    def number(self) -> int:
        return self.state.number


def switch_on(
    *,
    by: User | Operator,
    scenario_key: str = "",
    texts: Mapping[str, Text] | None = None,
    prepared: Prepared | None = None,
    level: int | None = None,
    text: str = "",
    blanks: Mapping[str, str] | None = None,
    drill: bool = False,
    private: bool = False,
    pages: Iterable[str] = (),
    next_update_by: Promise = RENEW,
    replace: bool = False,
    seen_number: int | None = None,
    origin: str = "admin",
    uid: str = "",
    change_id: str | None = None,
) -> Done:
    """Switch a scenario on, or what is written by hand in `texts` (by language; the first site language is the source).

    `replace` ends what leaves no room for it. A drill is private when only those with its address may see it.
    """
    token = secrets.token_urlsafe(24) if private else ""

    def change(state: State, moment: Moment) -> Change:
        chosen = prepared or (by_hand(texts, level) if texts else prepared_scenario(scenario_key))
        return changes.switch_on(
            state,
            moment,
            prepared=chosen,
            uid=uid,
            level=level,
            text=text,
            values=blanks,
            drill=drill or private,
            token=token,
            pages=pages,
            next_update_by=next_update_by,
            replace=replace,
        )

    tried = {"tried": "on", "scenario": scenario_key[:60]}
    return perform(change, by=by, origin=origin, seen_number=seen_number, change_id=change_id, tried=tried)


def update(
    *,
    by: User | Operator,
    uid: str,
    text: str = "",
    texts: Mapping[str, str] | None = None,
    next_update_by: Promise = RENEW,
    seen_number: int | None = None,
    origin: str = "admin",
    change_id: str | None = None,
) -> Done:
    """Say what is new: `text` in the event's source language, `texts` by language."""

    def change(state: State, moment: Moment) -> Change:
        said = dict(texts or {})
        if text:
            said[changes.find(state, uid).source] = text
        return changes.update(state, moment, uid=str(uid), texts=said, next_update_by=next_update_by)

    tried = {"tried": "update", "event": str(uid)}
    return perform(change, by=by, origin=origin, seen_number=seen_number, change_id=change_id, tried=tried)


def correct(
    *,
    by: User | Operator,
    uid: str,
    texts: Mapping[str, Text | None] | None = None,
    level: int | None = None,
    pages: Iterable[str] | None = None,
    next_update_by: Promise = RENEW,
    seen_number: int | None = None,
    origin: str = "admin",
    change_id: str | None = None,
) -> Done:
    """Change texts by language (None takes a language away), the level, the pages of a notice, or the promise."""

    def change(state: State, moment: Moment) -> Change:
        return changes.correct(
            state, moment, uid=str(uid), texts=texts, level=level, pages=pages, next_update_by=next_update_by
        )

    tried = {"tried": "correct", "event": str(uid)}
    return perform(change, by=by, origin=origin, seen_number=seen_number, change_id=change_id, tried=tried)


def end(
    *,
    by: User | Operator,
    uid: str | None = None,
    how: str = changes.OVER,
    text: str = "",
    seen_number: int | None = None,
    origin: str = "admin",
    change_id: str | None = None,
) -> Done:
    """Switch one event off, or without `uid` everything that is on."""

    def change(state: State, moment: Moment) -> Change:
        uids = [str(uid)] if uid else [event.uid for event in state.events]
        return changes.end(state, moment, uids=uids, how=how, text=text)

    tried = {"tried": "off", "event": str(uid or "")}
    return perform(change, by=by, origin=origin, seen_number=seen_number, change_id=change_id, tried=tried)


def perform(
    change: Callable[[State, Moment], Change],
    *,
    by: User | Operator,
    origin: str,
    seen_number: int | None,
    tried: Mapping[str, str],
    change_id: str | None = None,
    at: datetime.datetime | None = None,
    wait: float = LOCK_WAIT,
) -> Done:
    """Make a change of the record and its files; whatever stands in the way is logged and raised."""
    source = Source(operator_of(by), origin, change_id)
    try:
        state, row, name, seen = _write(change, source, seen_number, at, wait)
    except CrisisError as problem:
        note_failure(problem, source, tried)
        raise
    except OperationalError as problem:
        if _is_busy(problem):
            words = _("Somebody else is switching right now. Look again, then try once more.")
            raise Busy(words, by="", at=None, what="") from problem
        raise
    where = publishing.folder()
    problem_words = ""
    try:
        if not publishing.go_live(where, name, state, instead_of=seen):
            problem_words = _("Something else went live on this machine meanwhile; the watcher joins the two.")
    except NotPublished as problem:
        note_failure(problem, source, tried)
        problem_words = problem.message
    return Done(state, row, problem_words)


def _write(
    change: Callable[[State, Moment], Change],
    source: Source,
    seen_number: int | None,
    at: datetime.datetime | None,
    wait: float,
) -> tuple[State, CrisisEvent | None, str, Live | None]:
    """Write rows and files; return the new state, the event's row, the name of the files and what was live before."""
    with bounded(wait):
        book = lock_book()
        where = publishing.folder()
        seen = enter_unknown(book, where)
        version = state_in(book)
        state = version.state if version else empty_state()
        if seen_number is not None and seen_number != state.number:
            raise _conflict(state)
        try:
            made = change(state, Moment(at or timezone.now(), source.origin, source.by.name))
        except Occupied as occupied:
            raise _who_is_there(occupied) from None
        row = store(book, made, source)
        name = publishing.write(where, made.state)
    return made.state, row, name, seen


def _conflict(state: State) -> Conflict:
    """Return who changed the record last, when and what."""
    entry = CrisisLogEntry.objects.filter(version=state.number).first()
    what = f"{entry.kind_label}: {entry.event or ''}".rstrip(": ") if entry else ""
    values = {"by": state.by, "when": changes.when(state.at), "what": what}
    message = (
        _("%(by)s was faster (%(when)s, %(what)s). Nothing of yours was switched. Look at what is on now.") % values
    )
    return Conflict(message, by=state.by, at=state.at, what=what)


def _who_is_there(occupied: Occupied) -> Occupied:
    """Add who switched on what leaves no room."""
    row = CrisisEvent.objects.filter(uid=occupied.uid).first()
    if row is None:
        return occupied
    who = _("Switched on by %(by)s.") % {"by": row.started_by}
    return Occupied(f"{occupied.message} {who}", uid=occupied.uid)


def note_failure(problem: CrisisError, source: Source, tried: Mapping[str, str]) -> None:
    """Log what was tried and why nothing came of it; in the journal when the database does not take it."""
    kind = FAILURES.get(type(problem), "refused")
    problem.is_logged = True
    words = {**tried, "reason": problem.message[:500]}
    now = timezone.now()
    try:
        with bounded():
            add_entry(lock_book(), kind, Source(source.by, source.origin), at=now, words=words)
    except DatabaseError:
        logger.exception("a failed switch could not be logged in the record")
        line = {"kind": kind, "at": now.isoformat(), "by": source.by.name, "actor": source.by.key}
        with contextlib.suppress(OSError):
            publishing.journal().write({**line, "origin": source.origin, "words": words})


def prepared_scenario(key: str) -> Prepared:
    """Return a scenario by its key; Refused names those there are."""
    known_form = KEY.fullmatch(key)
    scenario = known_form and Scenario.objects.filter(key=key, is_archived=False).prefetch_related("texts").first()
    if not scenario or not scenario.texts.all():
        known = Scenario.objects.filter(is_archived=False).values_list("key", flat=True)
        raise unknown_scenario(key, known)
    return prepare(scenario)


def unknown_scenario(key: str, known: Iterable[str]) -> Refused:
    """Return the message that names the scenarios there are."""
    key = key.encode("utf-8", "replace").decode()
    words = _("There is no scenario “%(key)s”. There are: %(known)s.")
    return Refused(words % {"key": key[:60], "known": ", ".join(sorted(known)) or _("none")})


def by_hand(texts: Mapping[str, Text], level: int | None) -> Prepared:
    """Return what somebody wrote without a scenario, checked."""
    cleaned = {tag: clean_text(text) for tag, text in sorted(texts.items())}
    source = publishing.source_language(cleaned)
    return Prepared(
        key="",
        level=level or 2,
        source=source,
        names={source: cleaned[source].headline},
        texts=cleaned,
        telephones=telephones(),
        channels=channels(),
    )


def _is_busy(problem: OperationalError) -> bool:
    """Tell whether another switch holds the lock (PostgreSQL 55P03, SQLite busy)."""
    code = getattr(problem.__cause__, "sqlstate", "") or ""
    return code == "55P03" or "locked" in str(problem)
