"""What the files say now, for the application's own answers: no database is asked."""

from __future__ import annotations

import logging

from django.conf import settings

from crisis.content import State
from crisis.feeds.atom import EPOCH
from crisis.reading import read
from crisis.state.folder import folder_at
from crisis.state.live import Live

logger = logging.getLogger("torget.crisis")
PEACE = State(number=0, origin="", at=EPOCH, by="")


def live_version() -> Live | None:
    """Return the version that is live, None before the first switch."""
    return folder_at(settings.VAR / "crisis").live()


def live_state() -> State:
    """Return what is said now; peace before the first switch."""
    version = live_version()
    if version is None:
        return PEACE
    try:
        return read(State, version.state)
    except ValueError:
        logger.exception("the live state cannot be read", extra={"version": version.name})
        return PEACE
