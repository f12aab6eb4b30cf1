"""What crisis-switch.sh did, as a change like any other: at the time of its link, by the name of the script."""

from __future__ import annotations

import datetime
import socket

from crisis import changes
from crisis.changes import Change, Moment
from crisis.content import CRISIS, State
from crisis.operators import FILE
from crisis.prepared import Prepared
from crisis.state import CrisisFolder, Live


def name_of(where: CrisisFolder, live: Live) -> str:
    """Return the one name of this switch: machine, version and the time of the link."""
    return f"file:{socket.gethostname()[:20]}:{live.name[-20:]}:{where.link.lstat().st_mtime_ns}"[:64]


def moment_of(where: CrisisFolder) -> Moment:
    """Return when the link was made."""
    at = datetime.datetime.fromtimestamp(where.link.lstat().st_mtime, datetime.UTC)
    return Moment(at, "file", FILE.name)


def file_change(state: State, moment: Moment, shown: State) -> Change | None:
    """Return what the file switch makes of a state; None when that says so already."""
    if not shown.events:
        return changes.end(state, moment, uids=[event.uid for event in state.events]) if state.events else None
    event = shown.events[0]
    same = [item for item in state.events if item.scenario == event.scenario and not item.drill]
    if same and same[0].level == CRISIS:
        return None
    if same:
        return changes.correct(state, moment, uid=same[0].uid, level=CRISIS)
    prepared = Prepared(
        key=event.scenario,
        level=event.level,
        source=event.source,
        names={},
        texts=event.texts,
        alert=event.alert,
        telephones=event.telephones,
        channels=event.channels,
        map_url=event.map_url,
        map_texts=event.map_texts,
    )
    return changes.switch_on(state, moment, prepared=prepared, replace=True)
