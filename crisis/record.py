"""Writing the record: the one lock, bounded waits, and the rows of a change, all in one transaction."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import signal
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db import connection, transaction

from core.chain import canonical
from crisis.changes import Change, Ended
from crisis.content import Event, State, to_json
from crisis.models import CrisisBook, CrisisEvent, CrisisLogEntry, CrisisVersion, Scenario
from crisis.operators import Operator
from crisis.publishing import level_of

LOCK_WAIT = 2.0  # seconds that a switch waits for another one


@dataclass(frozen=True)
class Source:
    """Where an entry comes from: who, by which way, and which line of a journal it was."""

    by: Operator
    origin: str
    journal_id: str | None = None


@contextlib.contextmanager
def bounded(seconds: float = LOCK_WAIT) -> Iterator[None]:
    """Open the record for writing: nobody waits longer than this for a lock, and for a statement a little longer."""
    if connection.vendor == "sqlite":
        with _sqlite_wait(seconds), transaction.atomic():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
            cursor.execute(f"SET LOCAL statement_timeout = {int(seconds * 2000)}")
        yield


@contextlib.contextmanager
def _sqlite_wait(seconds: float) -> Iterator[None]:
    """Let SQLite wait so long for its lock, afterwards as long as it did before."""
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        with contextlib.suppress(Exception), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End whatever runs inside with a TimeoutError: a hung server keeps no promise about statement times.

    By a signal, so only in a process's main thread; elsewhere nothing is limited. psycopg looks up ten times a second.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError("the database does not answer in time")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def lock_book() -> CrisisBook:
    """Return the book, locked until the transaction ends; the first call makes it."""
    book = CrisisBook.objects.select_for_update().first()
    if book is None:
        CrisisBook.objects.get_or_create(pk=1)
        book = CrisisBook.objects.select_for_update().get(pk=1)
    return book


def state_in(book: CrisisBook) -> CrisisVersion | None:
    """Return the version in force, of a locked book."""
    return CrisisVersion.objects.filter(number=book.number).first()


def store(book: CrisisBook, change: Change, source: Source) -> CrisisEvent | None:
    """Write a change: the events' rows, the version, the log; return the row of the event it is about."""
    ended = {item.event.uid: item for item in change.ended}
    rows = {uid: _save_ended(item, change.state, source) for uid, item in ended.items()}
    for event in change.state.events:
        rows[event.uid] = save_event(event, source.by.name)
    save_version(book, change.state)
    row = rows.get(change.event.uid) if change.event else None
    add_entry(book, change.kind, source, at=change.state.at, event=row, version=change.state, words=change.words)
    for uid, item in ended.items():
        if row is None or str(row.uid) != uid:
            words = {"how": item.how}
            add_entry(book, "off", _no_journal(source), at=change.state.at, event=rows[uid], words=words)
    return row


def _no_journal(source: Source) -> Source:
    """Return the source for a further entry of the same change: a journal's line is entered once."""
    return Source(source.by, source.origin)


def save_event(event: Event, by: str) -> CrisisEvent:
    """Write what an event says now; one that the record does not know yet is added."""
    row = CrisisEvent.objects.filter(uid=event.uid).first()
    content = to_json(event)
    if row is None:
        row = CrisisEvent(uid=event.uid, started_at=event.started_at, started_by=by[:200])
    elif row.content == content and row.is_on:
        return row
    row.scenario = Scenario.objects.filter(key=event.scenario).first() if event.scenario else None
    row.scenario_key = event.scenario
    row.headline = event.texts[event.source].headline[:300]
    row.level, row.is_drill, row.token = event.level, event.drill, event.token
    row.changed_at, row.changed_by = event.changed_at, by[:200]
    row.next_update_by, row.content = event.next_update_by, content
    row.save()
    return row


def _save_ended(item: Ended, state: State, source: Source) -> CrisisEvent:
    row = save_event(item.event, source.by.name)
    row.ended_at, row.ended_by, row.end = state.at, source.by.name, item.how
    row.save(update_fields=["ended_at", "ended_by", "end"])
    return row


def save_version(book: CrisisBook, state: State) -> CrisisVersion:
    """Write the version and turn the book's page to it."""
    version = CrisisVersion(
        number=state.number,
        origin=state.origin,
        at=state.at,
        by=state.by[:200],
        is_on=bool(state.events),
        level=level_of(state),
        digest=state.digest,
        content=to_json(state),
    )
    version.save(force_insert=True)
    book.number = state.number
    book.save(update_fields=["number"])
    return version


def content_digest(content: Any) -> str:
    """Return what ties a version's whole content to the chain."""
    return hashlib.sha256(canonical(content)).hexdigest()


def add_entry(
    book: CrisisBook,
    kind: str,
    source: Source,
    *,
    at: datetime.datetime,
    event: CrisisEvent | None = None,
    version: State | None = None,
    words: Mapping[str, Any] | None = None,
) -> CrisisLogEntry:
    """Add an entry to the log; that of a version keeps the version's digest in the chain."""
    payload: dict[str, Any] = dict(words or {})
    if event is not None:
        payload["event"] = str(event.uid)
    if version is not None:
        payload["digest"] = version.digest
        payload["content"] = content_digest(to_json(version))
        payload["on"] = [item.uid for item in version.events]
    return CrisisLogEntry.append(
        book,
        kind=kind,
        payload=payload,
        by=source.by.name,
        actor=source.by.key,
        at=at,
        event=event,
        version=version.number if version else None,
        origin=source.origin,
        journal_id=source.journal_id,
    )
