"""What the command line tells: what is on, what does not agree, which scenarios there are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import Error
from django.utils.translation import gettext as _

from crisis import publishing, without_database
from crisis.changes import when
from crisis.content import Event, State
from crisis.errors import CrisisError
from crisis.models import CrisisVersion, Visibility
from crisis.record import deadline
from crisis.shell import reach
from crisis.state import CrisisFolder, Damaged, Live

READ = 2.0  # seconds that the database has for a report


class Report:
    """The state of this machine: `away` says why the record could not be asked."""

    def __init__(self) -> None:
        self.where: CrisisFolder = publishing.folder()
        self.live: Live | None = self.where.live()
        self.away = reach.why_away(for_writing=False)
        self.newest: CrisisVersion | None = None
        self.bad: list[Visibility] = []
        if not self.away:
            self._ask()

    def _ask(self) -> None:
        try:
            with deadline(READ):
                self.newest = CrisisVersion.objects.first()
                if self.newest:
                    self.bad = list(self.newest.visibilities.filter(ok=False))
        except (Error, TimeoutError) as problem:
            self.away = reach.describe(problem)
            reach.let_go()

    @property
    def state(self) -> State:
        """Return what visitors of this machine get; what cannot be read is a CrisisError."""
        return without_database.state_in_files(self.where)

    def status(self) -> Iterator[str]:
        """Yield what is on, line by line."""
        state, live = self.state, self.live
        is_damaged = live is None and self.where.link.is_symlink()
        if is_damaged:
            yield _("The files that should be live cannot be read.")
        elif not state.events:
            yield _("Nothing is on.")
        for event in state.events:
            yield from _about(event)
        if live is not None:
            number = live.number if live.number is not None else _("none yet, switched by file")
            values = {"number": number, "origin": live.origin, "when": when(state.at), "by": state.by}
            yield _("Version: %(number)s, from %(origin)s, %(when)s, %(by)s") % values
        if self.away:
            yield _("Record: not asked, %(reason)s") % {"reason": self.away}
        elif self.newest:
            yield _("Record: version %(number)s") % {"number": self.newest.number}
        waiting = len(publishing.journal().unentered())
        if waiting:
            yield _("Journal: %(count)d entries wait for the record") % {"count": waiting}

    def problems(self) -> Iterator[str]:
        """Yield what monitoring must know; nothing when all is well."""
        if self.away:
            yield _("The record cannot be asked: %(reason)s.") % {"reason": self.away}
        yield from self._files()
        waiting = len(publishing.journal().unentered())
        if waiting:
            yield _("%(count)d entries of the journal are not in the record yet.") % {"count": waiting}
        try:
            events = self.state.events
        except CrisisError as problem:
            yield problem.message
            return
        now = datetime.datetime.now(datetime.UTC)
        for event in events:
            if event.next_update_by and event.next_update_by < now:
                words = _("“%(what)s” promised its next update by %(when)s.")
                yield words % {"what": headline(event), "when": when(event.next_update_by)}
        for row in self.bad:
            yield _("Self-test of %(url)s on %(node)s: %(problem)s") % {
                "url": row.url,
                "node": row.node,
                "problem": row.problem,
            }

    def _files(self) -> Iterator[str]:
        """Yield where files and record do not agree, and what is wrong with the files themselves."""
        link = self.where.link
        if self.live is None and link.is_symlink():
            yield _("The files that should be live cannot be read.")
            return
        if self.live is not None:
            yield from self._damage(self.live)
        if self.away:
            return
        record = (self.newest.number, self.newest.digest) if self.newest else None
        files = (self.live.number, self.live.digest) if self.live else None
        if record != files:
            values = {"record": record[0] if record else "–", "files": _number(self.live)}
            yield _("Record and files do not agree: record %(record)s, files %(files)s.") % values

    def _damage(self, live: Live) -> Iterator[str]:
        try:
            fresh = self.where.read(live.name)
            state = publishing.state_of(fresh)
        except (Damaged, ValueError, OSError) as problem:
            yield _("The files that should be live cannot be read: %(reason)s") % {"reason": problem}
            return
        told = {path: entry.get("etag") for path, entry in fresh.manifest["pages"].items()}
        for path, page in fresh.pages.items():
            if told[path] != page.etag:
                yield _("The file for %(path)s was changed by hand.") % {"path": path}
        if state.digest != fresh.digest:
            yield _("The manifest does not say what its state says.")


def _number(live: Live | None) -> str:
    if live is None:
        return "–"
    return live.name if live.number is None else str(live.number)


def headline(event: Event) -> str:
    """Return an event's headline in its source language."""
    return event.texts[event.source].headline


def _about(event: Event) -> Iterator[str]:
    levels = {1: _("notice"), 2: _("serious"), 3: _("crisis")}
    kind = _("private drill") if event.is_private else _("drill") if event.drill else _("for real")
    yield _("On: level %(level)d (%(name)s), %(kind)s: %(what)s") % {
        "level": event.level,
        "name": levels[event.level],
        "kind": kind,
        "what": headline(event),
    }
    yield _("  scenario %(key)s, since %(when)s, languages %(languages)s") % {
        "key": event.scenario or "–",
        "when": when(event.started_at),
        "languages": ", ".join(event.texts),
    }
    if event.updates:
        newest = event.updates[0]
        text = newest.texts.get(event.source) or next(iter(newest.texts.values()), "")
        yield _("  newest (%(when)s): %(text)s") % {"when": when(newest.at), "text": " ".join(text.split())}
    if event.next_update_by:
        yield _("  next update by %(when)s") % {"when": when(event.next_update_by)}
    if event.is_private:
        yield f"  {settings.BASE_URL}/kris/ovning/{event.token}/"
