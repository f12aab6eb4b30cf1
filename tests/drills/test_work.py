"""manage.py work as a process: every clock runs, mail leaves, a killed copy is replaced by another, SIGTERM ends it."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest

from core.jobs import jobs
from core.models import JobRun
from tests.deploy.processes import ROOT, wait_until
from tests.drills.workers import worker_environment

pytestmark = pytest.mark.server


@contextlib.contextmanager
def working(drill, folder):
    """Run `manage.py work` for a while."""
    environment = {**os.environ, **worker_environment(drill.server.port)}
    with (folder / "work.log").open("ab") as log:
        command = [sys.executable, "manage.py", "work"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_work_runs_every_job_delivers_mail_and_ends_when_told(drill, tmp_path):
    delivery = drill.enqueue("elsa@example.org")
    with working(drill, tmp_path) as process:
        assert wait_until(lambda: drill.server.received, 90)
        assert wait_until(lambda: JobRun.objects.filter(succeeded_at__isnull=False).count() == len(list(jobs)), 60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(40) == 0
    assert drill.server.received[0].message_id == delivery.message_id
    assert not JobRun.objects.exclude(error="").exists()
    assert not JobRun.objects.filter(leased_until__isnull=False).exists()


def test_after_kill_9_another_copy_goes_on_at_once(drill, tmp_path):
    first = drill.enqueue("pit@example.org")  # keeps a sender, and so a job's lease, busy
    with working(drill, tmp_path) as process:
        assert wait_until(lambda: drill.server.tries["pit@example.org"], 90)
        process.kill()
    held = set(JobRun.objects.filter(leased_until__isnull=False).values_list("pk", "leased_by"))
    assert held  # the sender's at least; others that were killed in the middle too
    second = drill.enqueue("elsa@example.org")
    with working(drill, tmp_path):
        assert wait_until(lambda: drill.server.received_ids()[second.message_id], 60)
        assert wait_until(lambda: drill.server.tries["pit@example.org"] >= 2, 60)
        assert wait_until(lambda: not held & set(JobRun.objects.values_list("pk", "leased_by")), 30)
    assert drill.attempts(first) >= 2
