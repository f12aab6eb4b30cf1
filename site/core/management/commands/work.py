"""Runs the clocks: delivery, search index, scheduled publishing and the rest (D17)."""

import signal
import threading
from typing import Any

from django.core.management import CommandError, CommandParser
from django.core.management.base import BaseCommand

from core.jobs import jobs, late_jobs, run_forever


class Command(BaseCommand):
    """manage.py work [--check]. Several copies do no harm: each job is done by one of them at a time."""

    help = "Runs the jobs that apps registered until it is told to stop; --check exits with 1 when one is late."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="say which jobs are late, and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, or check."""
        if options["check"]:
            self._check()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Working: " + ", ".join(job.name for job in jobs))
        self.stdout.flush()
        run_forever(stop)

    def _check(self) -> None:
        late = late_jobs()
        if late:
            raise CommandError("late: " + ", ".join(job.name for job in late))
        self.stdout.write(f"All {len(list(jobs))} jobs are on time.")
