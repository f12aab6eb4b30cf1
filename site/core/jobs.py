"""The clocks of the house (D17): jobs that apps register and `manage.py work` runs."""

import datetime
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from core.holders import holder, is_gone
from core.logs import HARMLESS
from core.registries import Registry

logger = logging.getLogger(__name__)

GRACE = datetime.timedelta(seconds=60)
LEASE = datetime.timedelta(minutes=5)
RETRY_AFTER_ERROR = datetime.timedelta(seconds=30)
LONGEST_PAUSE = 5.0  # seconds between two looks at a job's row


@dataclass(frozen=True)
class Job:
    """Something done again and again. `on_every_node`: each machine does it for itself, not one for all."""

    name: str
    every: datetime.timedelta
    run: Callable[[], None]
    on_every_node: bool = False
    lease: datetime.timedelta = LEASE

    @property
    def node(self) -> str:
        """Return the machine the job belongs to, empty when it does not matter which one does it."""
        return socket.gethostname() if self.on_every_node else ""

    @property
    def late_after(self) -> datetime.timedelta:
        """Return how long after the last good end the job counts as late."""
        return 3 * self.every + GRACE


jobs: Registry[Job] = Registry(key=lambda job: job.name)


def register(job: Job) -> None:
    """Add a job; ValueError when the name is taken."""
    jobs.register(job)


def run_if_due(job: Job) -> bool:
    """Run the job when it is due and nobody else has it; tell whether it ran. Errors are kept on its row."""
    from core.models import JobRun

    start = timezone.now()
    row, _created = JobRun.objects.get_or_create(name=job.name, node=job.node)
    if row.next_at is not None and row.next_at > start:
        return False
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=start)
    me = holder()
    if row.leased_by == me or is_gone(row.leased_by):
        # Killed in the middle of it, or the end could not be noted: nobody needs to wait for the lease to run out.
        free |= Q(leased_by=row.leased_by)
    due = Q(next_at__isnull=True) | Q(next_at__lte=start)
    if not JobRun.objects.filter(free, due, pk=row.pk).update(
        leased_until=start + job.lease, leased_by=me, started_at=start
    ):
        return False
    error = _run(job)
    end = timezone.now()
    values: dict[str, object] = {"leased_until": None, "leased_by": "", "ended_at": end, "error": error}
    if error:
        values["next_at"] = end + max(job.every, RETRY_AFTER_ERROR)
    else:
        values |= {"next_at": start + job.every, "succeeded_at": end}
    # Only while it is still ours: when the lease ran out, somebody else may be in the middle of it.
    JobRun.objects.filter(pk=row.pk, leased_by=me).update(**values)
    return True


def _run(job: Job) -> str:
    """Run the job; return what went wrong, without words that may be somebody's, empty when nothing did."""
    try:
        job.run()
    except Exception as error:
        logger.exception("job failed", extra={"job": job.name})
        words = f": {error}" if isinstance(error, HARMLESS) else ""
        return f"{type(error).__name__}{words}"[:500]
    return ""


def run_forever(stop: threading.Event) -> None:
    """Run every job in a thread of its own, so that a slow one holds up no other, until `stop` is set."""
    threads = [threading.Thread(target=_loop, args=(job, stop), name=job.name) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _loop(job: Job, stop: threading.Event) -> None:
    """Run one job over and over; whatever happens, its thread goes on."""
    pause = min(job.every.total_seconds(), LONGEST_PAUSE)
    while not stop.is_set():
        try:
            close_old_connections()
            run_if_due(job)
        except Exception as error:
            # Most often the database is away and nothing can be noted there: begin again with a new connection.
            logger.warning("job could not be begun or noted: %s", type(error).__name__, extra={"job": job.name})
            connection.close()
            stop.wait(LONGEST_PAUSE)
        stop.wait(pause)
    connection.close()


@dataclass(frozen=True)
class LateJob:
    """A job that should have ended well by now: when it last did, and what went wrong since."""

    name: str
    succeeded_at: datetime.datetime | None = None
    error: str = ""


def late_jobs() -> list[LateJob]:
    """Return the jobs, of those that each machine does for itself this machine's, that have not ended well in time."""
    from core.models import JobRun

    now = timezone.now()
    rows = {(row.name, row.node): row for row in JobRun.objects.all()}
    late = []
    for job in jobs:
        row = rows.get((job.name, job.node))
        if row is None:
            late.append(LateJob(job.name))
        elif row.succeeded_at is None or now - row.succeeded_at > job.late_after:
            late.append(LateJob(job.name, row.succeeded_at, row.error))
    return late
