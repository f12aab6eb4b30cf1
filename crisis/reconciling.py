"""Record and files of this machine come together again: the journal is entered, then the higher number is followed."""

from __future__ import annotations

import dataclasses
import datetime
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from crisis import publishing
from crisis.changes import Change, Ended, empty_state
from crisis.content import Event, State, Update
from crisis.file_switch import file_change, moment_of, name_of
from crisis.merging import joined, same_events
from crisis.models import CrisisBook, CrisisEvent, CrisisLogEntry, CrisisVersion
from crisis.operators import FILE, Operator
from crisis.publishing import state_of
from crisis.queries import prepared_scenarios
from crisis.reading import read
from crisis.record import Source, add_entry, bounded, deadline, lock_book, state_in, store
from crisis.state import CrisisFolder, Live

logger = logging.getLogger("torget.crisis")
PATIENCE = 3.0  # seconds that the database has


def reconcile(limit: float = PATIENCE) -> bool:
    """Bring record and files of this machine together; tell whether anything had to be done.

    Database errors, TimeoutError and NotPublished rise to the caller, who tries again; files are never switched off by
    them. The time limit is on the database alone: rendering takes what it takes.
    """
    where = publishing.folder()
    with deadline(limit):
        if _agree(where):
            return False
        with bounded():
            seen = enter_unknown(lock_book(), where)
    follow(where, seen, limit)
    return True


def export_if_new(limit: float = PATIENCE) -> bool:
    """Write this machine's scenarios when the record has another edition; tell whether it had."""
    where = publishing.folder()
    with deadline(limit):
        number = CrisisBook.objects.values_list("prepared", flat=True).first() or 0
        if number == publishing.exported_number(where):
            return False
        prepared = prepared_scenarios()
    publishing.export(where, prepared, number)
    return True


def _agree(where: CrisisFolder) -> bool:
    """Tell by two short queries whether record and files say the same and nothing waits in the journal."""
    live = where.live()
    newest = CrisisVersion.objects.values_list("number", "digest").first()
    if publishing.journal().unentered():
        return False
    return newest == (live and (live.number, live.digest))


def enter_unknown(book: CrisisBook, where: CrisisFolder) -> Live | None:
    """Enter what this machine's journal and live files have that the record does not, in the caller's transaction.

    Returns the live version that is dealt with now: another may take its place.
    """
    over = _enter_journal(book)
    live = where.live()
    if live is None:
        return None
    try:
        if live.number is None:
            _enter_file_switch(book, where, live)
        elif not CrisisVersion.objects.filter(number=live.number, digest=live.digest).exists():
            _join(book, state_of(live), over)
    except ValueError:
        logger.exception("what is live cannot be entered into the record; it stays live")
        return None
    return live


def follow(where: CrisisFolder, seen: Live | None, limit: float = PATIENCE) -> None:
    """Write the record's version and make it live, when this machine shows another one."""
    with deadline(limit):
        version = CrisisVersion.objects.first()
    live = where.live()
    if version is None or (live and (live.number, live.digest) == (version.number, version.digest)):
        return
    state = version.state
    publishing.go_live(where, publishing.write(where, state), state, instead_of=seen)
    where.prune()


def _enter_journal(book: CrisisBook) -> dict[str, datetime.datetime]:
    """Enter the journal's lines with their true times; return what they ended that could not be replayed, and when."""
    journal = publishing.journal()
    lines = journal.unentered()
    over: dict[str, datetime.datetime] = {}
    done: list[str] = []
    for line in lines:
        name = str(line.get("id", ""))
        try:
            if not CrisisLogEntry.objects.filter(journal_id=name).exists():
                over |= _enter_line(book, line, name)
        except (ValueError, KeyError, TypeError):
            logger.exception("a line of the journal cannot be entered", extra={"line": name})
            continue
        done.append(name)
    if done:
        transaction.on_commit(lambda: _mark(done))
    return over


def _mark(names: list[str]) -> None:
    try:
        publishing.journal().mark_entered(names)
    except OSError:
        logger.exception("the journal cannot be written; nothing is entered twice all the same")


def _enter_line(book: CrisisBook, line: Mapping[str, Any], name: str) -> dict[str, datetime.datetime]:
    """Enter a line: replayed where it was made of the version in force, else as an entry of the log alone."""
    source = Source(Operator(str(line["by"]), str(line["actor"])), str(line["origin"]), name)
    at = datetime.datetime.fromisoformat(str(line["at"]))
    if "state" not in line:
        add_entry(book, str(line["kind"]), source, at=at, words=line.get("words") or {})
        return {}
    change = change_from(line)
    version = state_in(book)
    before = version.state if version else empty_state()
    if (before.number, before.digest) == (line["base"]["number"], line["base"]["digest"]):
        store(book, change, source)
        return {}
    words = {**change.words, "number_on_this_machine": change.state.number, "not_replayed": True}
    known = CrisisEvent.objects.filter(uid=change.event.uid).first() if change.event else None
    add_entry(book, change.kind, source, at=at, event=known, words=words)
    if change.state.events:
        _join(book, change.state, {item.event.uid: at for item in change.ended})
        return {}
    return {item.event.uid: at for item in change.ended}


def change_from(line: Mapping[str, Any]) -> Change:
    """Read a change from a journal's line."""
    return Change(
        kind=str(line["kind"]),
        state=read(State, line["state"]),
        event=read(Event, line["event"]) if line.get("event") else None,
        ended=tuple(Ended(read(Event, item["event"]), str(item["how"])) for item in line.get("ended", ())),
        words=dict(line.get("words") or {}),
    )


def _enter_file_switch(book: CrisisBook, where: CrisisFolder, live: Live) -> None:
    """Enter what crisis-switch.sh made live: at the time of its link, unless it is entered already."""
    name, moment = name_of(where, live), moment_of(where)
    if CrisisLogEntry.objects.filter(journal_id=name).exists():
        return
    source = Source(FILE, "file", name)
    version = state_in(book)
    state, shown = version.state if version else empty_state(), state_of(live)
    change = file_change(state, moment, shown)
    if change is None:
        add_entry(
            book, "on" if shown.events else "off", source, at=moment.at, words={"already_so": True, "files": live.name}
        )
    else:
        store(book, dataclasses.replace(change, words={**change.words, "files": live.name}), source)


def _join(book: CrisisBook, files: State, over: Mapping[str, datetime.datetime]) -> None:
    """Enter a state that was made without the record, together with what the record has."""
    version = state_in(book)
    record = version.state if version else empty_state()
    ended_rows = _ended_rows(files)
    knowingly = {event.uid for event in files.events if _was_known(event, ended_rows.get(event.uid))}
    events, ended = joined(record, files, over_in_record=knowingly, over_in_files=over)
    events = tuple(_again(event) if event.uid in ended_rows else event for event in events)
    state = dataclasses.replace(files, events=events)
    if files.number <= record.number or not same_events(state, files):
        if same_events(state, record):
            return
        number = max(files.number, record.number) + 1
        state = dataclasses.replace(state, number=number, at=timezone.now())
    source = Source(Operator(files.by, files.origin), files.origin)
    store(book, Change("entered", state, None, ended, {"number_in_files": files.number}), source)


def _ended_rows(files: State) -> dict[str, Event]:
    """Return, of the events that the files show, those that the record has ended, as it last said them."""
    rows = CrisisEvent.objects.ended().filter(uid__in=[event.uid for event in files.events])
    return {str(row.uid): row.said for row in rows}


def _was_known(event: Event, ended: Event | None) -> bool:
    """Tell whether the record ended an event knowing all that the files say of it."""
    if ended is None:
        return False
    same = (event.texts, event.level) == (ended.texts, ended.level)
    return same and set(map(_key, event.updates)) <= set(map(_key, ended.updates))


def _key(update: Update) -> tuple[object, ...]:
    return update.at, tuple(sorted(update.texts.items()))


def _again(event: Event) -> Event:
    """Return an event that the record has ended and the files still show: a new one, for an end is never taken back."""
    return dataclasses.replace(event, uid=str(uuid.uuid4()), messages=())
