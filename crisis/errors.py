"""Why a switch was not made, in words for the person who tried."""

from __future__ import annotations

import datetime


class CrisisError(Exception):
    """Nothing was changed; `message` says why. `is_logged`: the log or the journal has it already."""

    is_logged = False

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Refused(CrisisError):
    """What was asked for cannot be done: bad input, or something else is on."""


class NothingOn(Refused):
    """There is nothing to update or to switch off."""


class Occupied(Refused):
    """Something is on that leaves no room for it: `uid` names what."""

    def __init__(self, message: str, *, uid: str) -> None:
        super().__init__(message)
        self.uid = uid


class Conflict(CrisisError):
    """Somebody else changed the record since the person looked: who, when and what."""

    def __init__(self, message: str, *, by: str, at: datetime.datetime | None, what: str) -> None:
        super().__init__(message)
        self.by, self.at, self.what = by, at, what


class Busy(Conflict):
    """Somebody holds the record's lock right now."""


class NotPublished(CrisisError, OSError):
    """The files could not be written: disk full, read-only, or damaged. The old state stays."""


class RecordAway(CrisisError):
    """The database does not answer, or takes no writes."""
