"""What each word of the command line does."""

from __future__ import annotations

import contextlib
import datetime
import secrets
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import Error
from django.utils import translation
from django.utils.translation import gettext as _

from crisis import changes, publishing, without_database
from crisis.changes import FALSE_ALARM, OVER, RENEW, Change, Moment, Promise
from crisis.content import State
from crisis.errors import CrisisError, NothingOn, Refused
from crisis.queries import prepared_scenarios
from crisis.record import deadline
from crisis.shell import reach
from crisis.shell.reports import READ, Report, headline
from crisis.shell.switching import Lookup, Outcome, choose, note, switch

Options = Mapping[str, Any]
Say = Callable[[str], None]
MOST_HOURS = 24 * 14


def on(options: Options, say: Say) -> None:
    """Switch a scenario on; one that is on already gets the new level."""
    if options["private"] and not options["drill"]:
        raise Refused(_("--private is for drills: add --drill."))
    level = _level(options["level"])
    text = _text(options["text"], _("The text is empty. Leave --text out, or write one."))
    values = dict(_blank(item) for item in options["blank"])
    promise = _promise(options["next_update"])
    uid, token = str(uuid.uuid4()), secrets.token_urlsafe(24) if options["private"] else ""

    def make(lookup: Lookup) -> Callable[[State, Moment], Change]:
        def change(state: State, moment: Moment) -> Change:
            prepared = lookup(options["scenario"])
            _check_blanks(values, prepared.blanks)
            return changes.switch_on(
                state,
                moment,
                prepared=prepared,
                uid=uid,
                level=level,
                text=text,
                values=values,
                drill=options["drill"],
                token=token,
                pages=options["page"],
                next_update_by=promise,
                replace=options["replace"],
            )

        return change

    done = switch(make, {"tried": "on", "scenario": _printable(options["scenario"])})
    event = next(event for event in done.state.events if event.uid == uid)
    say(_("On: level %(level)d, %(what)s") % {"level": event.level, "what": headline(event)})
    if token:
        say(f"{settings.BASE_URL}/kris/ovning/{token}/")
    _say_how(done, say)


def off(options: Options, say: Say) -> None:
    """Switch off what is on: everything, or one event."""
    text = _text(options["text"], _("The text is empty. Leave --text out, or write one."))
    how = FALSE_ALARM if options["false_alarm"] else OVER

    def change(state: State, moment: Moment) -> Change:
        uids = [choose(state, options["event"]).uid] if options["event"] else [event.uid for event in state.events]
        return changes.end(state, moment, uids=uids, how=how, text=text)

    try:
        done = switch(lambda lookup: change, {"tried": "off"})
    except NothingOn as nothing:  # what was wanted is so already
        say(nothing.message)
        return
    left = ", ".join(headline(event) for event in done.state.events)
    say(_("Off. Still on: %(left)s") % {"left": left} if left else _("Off. Nothing is on any more."))
    _say_how(done, say)


def update(options: Options, say: Say) -> None:
    """Say what is new."""
    text, promise = _text(options["text"], _("The text is empty. Write what is new.")), _promise(options["next_update"])

    def change(state: State, moment: Moment) -> Change:
        event = choose(state, options["event"])
        return changes.update(state, moment, uid=event.uid, texts={event.source: text}, next_update_by=promise)

    done = switch(lambda lookup: change, {"tried": "update"})
    say(_("Updated."))
    _say_how(done, say)


def status(options: Options, say: Say) -> None:
    """Tell what is on."""
    for line in Report().status():
        say(line)


def check(options: Options, say: Say) -> None:
    """Tell what is wrong, with exit code 1; for monitoring."""
    problems = list(Report().problems())
    if problems:
        raise CommandError("\n".join(problems))
    say(_("Record and files agree, and no update is late."))


def scenarios(options: Options, say: Say) -> None:
    """List the scenarios, or install those that come with Torget."""
    if options["install"]:
        from crisis.shipped import install_scenarios

        install_scenarios()
    found = None
    if not reach.why_away():
        with contextlib.suppress(Error, TimeoutError), deadline(READ):
            found = {prepared.key: prepared for prepared in prepared_scenarios()}
    if found is None:
        found = without_database.all_in_files(publishing.folder())
    if not found:
        say(_("There are no scenarios. Those that come with Torget: manage.py crisis scenarios --install"))
    for key, prepared in found.items():
        say(f"{key}  {prepared.level}  {prepared.name(settings.LANGUAGE_CODE)}  [{', '.join(sorted(prepared.texts))}]")
        for name, default in prepared.blanks.items():
            say(f"    {name}: {default}")


def plan(options: Options, say: Say) -> None:
    """Write the crisis plan; what whoever prints it must know is said on the error stream."""
    from crisis.plan import make_plan
    from crisis.plan.sources import collect

    language = options["language"] or settings.LANGUAGE_CODE
    if language not in settings.MUNICIPALITY.languages:
        known = ", ".join(settings.MUNICIPALITY.languages)
        words = _("The site has no language “%(tag)s”. There are: %(known)s.")
        raise Refused(words % {"tag": _printable(language), "known": known})
    path = Path(options["output"] or settings.VAR / "crisis-plan.pdf")
    with translation.override(language):
        sources = collect(is_away=bool(reach.why_away()))
    made = make_plan(language, sources=sources)
    path.write_bytes(made.pdf)
    say(str(path))
    for problem in made.problems:
        sys.stderr.write(f"{problem}\n")


def watch(options: Options, say: Say) -> None:
    """Follow the record on this machine."""
    from crisis.shell.watching import Watcher

    stop = threading.Event()
    watcher = Watcher(stop)
    if options["once"]:
        watcher.look()
        if watcher.tester:
            watcher.tester.join()
        if watcher.problem:
            raise CommandError(watcher.problem)
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    watcher.run()


COMMANDS: Mapping[str, Callable[[Options, Say], None]] = {
    "on": on,
    "off": off,
    "update": update,
    "status": status,
    "check": check,
    "scenarios": scenarios,
    "plan": plan,
    "watch": watch,
}


SWITCHES = ("on", "off", "update")


def run(options: Options, say: Say) -> None:
    """Do what the command line says; a switch that is refused stands in the log."""
    action = options["action"]
    try:
        COMMANDS[action](options, say)
    except CrisisError as problem:
        if action in SWITCHES and not problem.is_logged:
            note(problem, {"tried": action})
        raise


def _say_how(done: Outcome, say: Say) -> None:
    """Say which version it is, and what is still to be done."""
    say(
        _("Version %(number)d is live on this machine.") % {"number": done.state.number}
        if not done.problem
        else done.problem
    )
    if done.away:
        words = _("Without the record (%(reason)s): noted in the journal, to be entered when it answers again.")
        say(words % {"reason": done.away})


def _level(text: str | None) -> int | None:
    if text is None:
        return None
    if text.strip() not in ("1", "2", "3"):
        raise Refused(_("There are the levels 1, 2 and 3, not “%(text)s”.") % {"text": _printable(text)})
    return int(text)


def _text(text: str | None, when_empty: str) -> str:
    """Return what was typed; given but empty is Refused, for somebody meant to say something."""
    if text is not None and not text.strip():
        raise Refused(when_empty)
    return text or ""


def _blank(item: str) -> tuple[str, str]:
    name, sign, value = item.partition("=")
    if not sign or not name.strip():
        raise Refused(_("Write a blank as NAME=VALUE: %(item)s") % {"item": _printable(item)})
    return name.strip(), value


def _check_blanks(values: Mapping[str, str], known: Mapping[str, str]) -> None:
    unknown = values.keys() - known.keys()
    if unknown:
        words = _("This scenario has no blank “%(name)s”. There are: %(known)s.")
        name = _printable(min(unknown))
        raise Refused(words % {"name": name, "known": ", ".join(known) or _("none")})


def _promise(hours: str | None) -> Promise:
    if hours is None:
        return RENEW
    try:
        number = float(hours.replace(",", "."))
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_HOURS:
        raise Refused(_("Write the hours until the next update as a number from 0 to %(most)d.") % {"most": MOST_HOURS})
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=number) if number else None


def _printable(text: str) -> str:
    """Return what somebody typed so that it can be shown and kept, whatever bytes it was."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:60])
