"""Keeps a hung database from taking every thread: only so many requests at a time are let into Django (D3).

Standard library only; deploy/serve.py reads the numbers here too.
"""

from __future__ import annotations

import os
import threading
import time

THREADS = 16
PATIENCE = 2.0  # seconds a request waits at most for a place
STILL = 1.0  # seconds without anybody coming or going after which waiting is of no use


def thread_count() -> int:
    """Return TORGET_THREADS, else 16: most of a request is waiting for the database."""
    return max(1, int(os.environ.get("TORGET_THREADS") or THREADS))


def reserve_count() -> int:
    """Return TORGET_RESERVE, else a quarter: threads that only the crisis page and refusals use."""
    given = os.environ.get("TORGET_RESERVE")
    return max(0, int(given)) if given else thread_count() // 4


def waiting_count() -> int:
    """Return how many further threads a worker has for requests that wait for a place."""
    return thread_count()


class Place:
    """A request's place inside; leaving twice does no harm."""

    def __init__(self, bulkhead: Bulkhead) -> None:
        self._bulkhead: Bulkhead | None = bulkhead

    def leave(self) -> None:
        """Give the place to the next one."""
        bulkhead, self._bulkhead = self._bulkhead, None
        if bulkhead is not None:
            bulkhead.leave()

    def __del__(self) -> None:
        """A server that forgets to close an answer must not use up the places."""
        self.leave()


class Bulkhead:
    """So many places, a few of them for staff alone, and a queue that moves or is sent away at once."""

    def __init__(self, places: int, *, for_staff: int = 0, waiting: int = 0, patience: float = PATIENCE) -> None:
        self.places = max(1, places)
        self.for_staff = min(for_staff, self.places - 1)
        self.waiting = waiting
        self.patience = patience
        self._lock = threading.Lock()
        self._queues = {is_staff: threading.Condition(self._lock) for is_staff in (False, True)}
        self._queued = {False: 0, True: 0}
        self._taken = 0
        self._moved_at = time.monotonic()

    @classmethod
    def from_environment(cls) -> Bulkhead:
        """Return the bulkhead of a worker that deploy/serve.py started."""
        places = max(1, thread_count() - reserve_count())
        return cls(places, for_staff=places // 6, waiting=waiting_count())

    def enter(self, *, is_staff: bool = False) -> Place | None:
        """Return a place, after a short wait when the queue moves; None when there is none."""
        with self._lock:
            if not self._has_room(is_staff) and not self._wait(is_staff):
                return None
            self._taken += 1
            self._moved_at = time.monotonic()
        return Place(self)

    def leave(self) -> None:
        """Take back a place and call the next one, staff first."""
        with self._lock:
            self._taken -= 1
            self._moved_at = time.monotonic()
            self._queues[self._queued[True] > 0].notify()

    @property
    def taken(self) -> int:
        """Return how many are inside."""
        return self._taken

    def _has_room(self, is_staff: bool) -> bool:
        return self._taken < self.places - (0 if is_staff else self.for_staff)

    def _wait(self, is_staff: bool) -> bool:
        """Wait for a place as long as it makes sense; tell whether there is one now."""
        if sum(self._queued.values()) >= self.waiting:
            return False
        end = time.monotonic() + self.patience
        self._queued[is_staff] += 1
        try:
            while not self._has_room(is_staff):
                seconds = min(end, self._moved_at + STILL) - time.monotonic()
                if seconds <= 0:
                    return False
                self._queues[is_staff].wait(seconds)
            return True
        finally:
            self._queued[is_staff] -= 1
