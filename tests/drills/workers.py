"""`manage.py deliver` as real processes, to be watched and killed."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field

from django.db import connection

from tests.deploy.processes import ROOT, wait_until


def worker_environment(port):
    """Return what makes a process use the test's database and this mail server."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
        "DRILL_DATABASE": str(connection.settings_dict["NAME"]),
        "DRILL_MAIL_PORT": str(port),
    }


@dataclass
class Workers:
    """Processes that deliver; `log` is where they write."""

    port: int
    log: object
    senders: int = 1
    processes: list = field(default_factory=list)

    def start(self, count=1):
        """Start some and return them; they need a moment before they send."""
        started = []
        for _number in range(count):
            with self.log.open("ab") as output:
                started.append(
                    subprocess.Popen(
                        [sys.executable, "manage.py", "deliver", "--senders", str(self.senders)],
                        cwd=ROOT,
                        env={**os.environ, **worker_environment(self.port)},
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=output,
                    )
                )
        self.processes += started
        return started

    def wait_until_ready(self):
        """Wait until every living one has said that it delivers."""
        return wait_until(lambda: self.log.read_bytes().count(b"Delivering,") >= len(self.processes), 90)

    def kill(self, process):
        """kill -9."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self):
        """End all of them and return their exit codes, the killed ones' too."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill(process)
        return [process.returncode for process in self.processes]
