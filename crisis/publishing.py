"""From a state to files that are live: rendered, written whole, then switched by one rename (D8)."""

from __future__ import annotations

import dataclasses
import datetime
import json
import mimetypes
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from crisis.changes import Moment, empty_state, switch_on
from crisis.content import CRISIS, State, to_json
from crisis.errors import NotPublished
from crisis.operators import FILE
from crisis.prepared import Prepared, to_file
from crisis.reading import read
from crisis.rendering import Rendered, render
from crisis.rendering.strip_values import strips_of
from crisis.state import CrisisFolder, Damaged, Journal, Live, folder_at

EXTENSIONS = {"text/html": ".html", "application/json": ".json"}


def root() -> Path:
    """Return the folder of the crisis state on this machine."""
    return Path(settings.VAR) / "crisis"


def folder() -> CrisisFolder:
    """Return the crisis state on this machine."""
    return folder_at(root())


def journal() -> Journal:
    """Return this machine's journal of what was done without the database."""
    return Journal(root())


def write(where: CrisisFolder, state: State, *, key: str = "") -> str:
    """Render a state and write it without making it live; return its name. With a key it becomes ready/<key>.

    NotPublished, with the reason in words, when the disk does not take it: nothing was changed then.
    """
    same = read(State, json.loads(json.dumps(to_json(state), sort_keys=True)))  # the same bytes on every node
    answers = render(same, base_url=settings.BASE_URL)
    names = {path: _file_name(path, answer) for path, answer in answers.items()}
    manifest = _manifest(same, answers, names, is_ready=bool(key))
    files = {names[path]: answer.body for path, answer in answers.items()}
    try:
        return where.write(manifest, files, key=key)
    except TimeoutError:  # the caller's time is up, which is no fault of the disk
        raise
    except OSError as problem:
        raise not_published(problem) from problem


def not_published(problem: OSError | ValueError) -> NotPublished:
    """Return the error that says in words why the files could not be written."""
    reason = getattr(problem, "strerror", None) or str(problem)
    place = getattr(problem, "filename", None) or root()
    words = _("The files in %(place)s could not be written: %(reason)s. Nothing was switched.")
    return NotPublished(words % {"place": place, "reason": reason})


def go_live(where: CrisisFolder, name: str, state: State, *, instead_of: Live | None = None) -> bool:
    """Make a written version live unless something newer is; tell whether it is live now.

    `instead_of` has been entered into the record: the new version may take its place whatever its number.
    """
    try:
        with where.lock():
            live = where.live()
            if live is not None and not _may_follow(live, state, instead_of):
                return False
            where.go_live(name)
    except (OSError, Damaged) as problem:
        raise not_published(problem) from problem
    return True


def _may_follow(live: Live, state: State, instead_of: Live | None) -> bool:
    """Tell whether a state may take the place of what is live: never that of something the record has not seen."""
    if instead_of is not None and (live.name, live.digest) == (instead_of.name, instead_of.digest):
        return True
    if live.number is None:
        return False
    return live.number < state.number or (live.number == state.number and live.digest == state.digest)


def source_language(texts: Iterable[str]) -> str:
    """Return which of these languages is the one that is always right: the site's first that is there."""
    tags = list(texts)
    return next((code for code in settings.MUNICIPALITY.languages if code in tags), tags[0])


def state_of(live: Live) -> State:
    """Return what a version on disk says; ValueError when its manifest holds no state."""
    return read(State, dict(live.state))


def level_of(state: State) -> int:
    """Return the gravest level that the public sees, 0 in peace."""
    return max((event.level for event in state.public), default=0)


def _manifest(
    state: State, answers: Mapping[str, Rendered], names: Mapping[str, str], *, is_ready: bool
) -> dict[str, Any]:
    pages = {
        path: {
            "file": names[path],
            "lang": answer.language,
            "type": answer.content_type,
            "headers": dict(answer.headers),
        }
        for path, answer in answers.items()
    }
    return {
        "format": 1,
        "number": None if is_ready else state.number,
        "origin": state.origin,
        "at": state.at.isoformat(),
        "by": state.by,
        "on": bool(state.events),
        "level": level_of(state),
        "digest": state.digest,
        "pages": pages,
        "strips": strips_of(state),
        "state": to_json(state),
    }


def _file_name(path: str, answer: Rendered) -> str:
    """Return which file below the version's folder holds an address."""
    kind = answer.content_type.partition(";")[0].strip()
    if not path.endswith("/"):
        return f"pages{path}"
    extension = EXTENSIONS.get(kind) or mimetypes.guess_extension(kind) or ".xml"
    return f"pages{path}index{extension}"


def export(where: CrisisFolder, scenarios: list[Prepared], number: int) -> None:
    """Write all scenarios for the shell and as ready-made versions for the file switch, and off.

    NotPublished when the disk does not take them.
    """
    try:
        for prepared in scenarios:
            where.export_scenario(prepared.key, to_file(prepared))
            write(where, ready_state(prepared), key=prepared.key)
        write(where, _dated(empty_state()), key="off")
        for key in where.scenarios().keys() - {prepared.key for prepared in scenarios}:
            where.remove_scenario(key)
        (where.root / "scenarios" / ".number").write_text(f"{number}\n", encoding="utf-8")
    except OSError as problem:
        raise not_published(problem) from problem


def exported_number(where: CrisisFolder) -> int:
    """Return which edition of the scenarios this disk has; -1 when none."""
    try:
        return int((where.root / "scenarios" / ".number").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return -1


def ready_state(prepared: Prepared) -> State:
    """Return what the file switch shows: the home page replaced, with defaults, no promise and no alert yet.

    Always level 3: nothing but nginx may be alive then, and it can replace pages only, not put a strip on them.
    """
    moment = Moment(datetime.datetime.now(datetime.UTC), "file", FILE.name)
    change = switch_on(empty_state(), moment, prepared=prepared, level=CRISIS, next_update_by=None)
    return _dated(change.state)


def _dated(state: State) -> State:
    events = tuple(dataclasses.replace(event, messages=()) for event in state.events)
    now = datetime.datetime.now(datetime.UTC)
    return dataclasses.replace(state, number=0, origin="file", at=now, by=FILE.name, events=events)
