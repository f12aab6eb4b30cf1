"""The watcher of one machine: enters what was done without the record, follows it, and tests what visitors get."""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error, connection

from crisis import publishing
from crisis.errors import CrisisError
from crisis.reconciling import export_if_new, reconcile
from crisis.self_test import test_newest
from crisis.shell import reach
from crisis.state import Damaged

logger = logging.getLogger("torget.crisis")
EVERY = 0.5  # seconds: a promise of one second to every machine
EXPORT_EVERY = 5.0
TEST_AGAIN_AFTER = 10.0


class Watcher:
    """Looks twice a second; says once when the database goes away and once when it is back."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.problem = ""
        self.export_at = 0.0
        self.tested = (-1, "")
        self.test_at = 0.0
        self.has_failed = False
        self.tester: threading.Thread | None = None

    def run(self) -> None:
        """Go on until told to stop."""
        reach.limit_waiting()
        while not self.stop.is_set():
            self.look()
            self.stop.wait(EVERY)
        connection.close()

    def look(self) -> None:
        """Look once; whatever goes wrong is said, and tried again the next time."""
        try:
            self._work()
        except (Error, TimeoutError) as problem:
            self._say(reach.describe(problem))
            reach.let_go()
        except (CrisisError, OSError, Damaged) as problem:
            self._say(str(problem))
        except Exception as problem:  # the watcher must outlive every mistake
            if self.problem != str(problem):
                logger.exception("the crisis watcher met an error and goes on")
            self.problem = str(problem)
            reach.let_go()
        else:
            if self.problem:
                logger.info("crisis watcher: all is well again")
            self.problem = ""

    def _work(self) -> None:
        if reconcile():
            logger.info("crisis: record and files were brought together")
        if time.monotonic() >= self.export_at:
            export_if_new()
            self.export_at = time.monotonic() + EXPORT_EVERY
        self._test()

    def _test(self) -> None:
        """Look at what visitors get, beside the watching: a page that does not come may take seconds."""
        live = publishing.folder().live()
        if live is None or live.number is None or (self.tester and self.tester.is_alive()):
            return
        seen = (live.number, live.digest)
        if seen == self.tested and (not self.has_failed or time.monotonic() < self.test_at):
            return
        self.tested, self.test_at = seen, time.monotonic() + TEST_AGAIN_AFTER
        self.tester = threading.Thread(target=self._look_as_visitor, daemon=True)
        self.tester.start()

    def _look_as_visitor(self) -> None:
        self.has_failed = True
        try:
            self.has_failed = any(not row.ok for row in test_newest())
        except (Error, OSError, ValueError) as problem:
            logger.warning("crisis self-test: %s", reach.describe(problem))
        finally:
            connection.close()

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            logger.warning("crisis watcher: %s", problem)
        self.problem = problem
