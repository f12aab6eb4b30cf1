"""The clocks of the house (D17): jobs that apps register and `manage.py work` runs."""

import contextlib
import datetime
import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from core.registries import Registry

logger = logging.getLogger(__name__)

GRACE = datetime.timedelta(seconds=60)
LEASE = datetime.timedelta(minutes=5)
RETRY_AFTER_ERROR = datetime.timedelta(seconds=30)


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

    now = timezone.now()
    row, _created = JobRun.objects.get_or_create(name=job.name, node=job.node)
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    due = Q(next_at__isnull=True) | Q(next_at__lte=now)
    mine = JobRun.objects.filter(free, due, pk=row.pk).update(
        leased_until=now + job.lease, leased_by=_holder(os.getpid()), started_at=now
    )
    if not mine:
        return False
    error = _run(job)
    end = timezone.now()
    values: dict[str, object] = {"leased_until": None, "ended_at": end, "error": error, "next_at": now + job.every}
    if error:
        values["next_at"] = end + max(job.every, RETRY_AFTER_ERROR)
    else:
        values["succeeded_at"] = end
    JobRun.objects.filter(pk=row.pk).update(**values)
    return True


def _run(job: Job) -> str:
    """Run the job; return what went wrong, empty when nothing did."""
    try:
        job.run()
    except Exception as error:
        logger.exception("job failed", extra={"job": job.name})
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def _holder(pid: int) -> str:
    return f"{socket.gethostname()}:{pid}"


def release_dead_leases() -> None:
    """Free the jobs that a killed process of this machine still holds, so that nobody waits for the lease to run out."""
    from core.models import JobRun

    for row in JobRun.objects.filter(leased_until__isnull=False, leased_by__startswith=f"{socket.gethostname()}:"):
        pid = row.leased_by.rpartition(":")[2]
        if not Path("/proc", pid).exists():
            JobRun.objects.filter(pk=row.pk, leased_by=row.leased_by).update(
                leased_until=None, leased_by="", next_at=None
            )


def run_forever(stop: threading.Event) -> None:
    """Run every job in a thread of its own, so that a slow one holds up no other, until `stop` is set."""
    with contextlib.suppress(DatabaseError):
        release_dead_leases()
    threads = [threading.Thread(target=_loop, args=(job, stop), name=job.name) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _loop(job: Job, stop: threading.Event) -> None:
    pause = min(job.every.total_seconds(), 5.0)
    while not stop.is_set():
        try:
            close_old_connections()
            run_if_due(job)
        except DatabaseError:
            # The database is away: nothing can be noted there. Wait, and begin again with a new connection.
            logger.warning("database not available", extra={"job": job.name})
            connection.close()
            stop.wait(5)
        stop.wait(pause)
    connection.close()


def late_jobs() -> list[str]:
    """Return the names of jobs that should have ended well by now but have not."""
    from core.models import JobRun

    now = timezone.now()
    rows = {(row.name, row.node): row for row in JobRun.objects.all()}
    late = []
    for job in jobs:
        row = rows.get((job.name, job.node))
        if row is None or row.succeeded_at is None or now - row.succeeded_at > job.late_after:
            late.append(job.name)
    return late
