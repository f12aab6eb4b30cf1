"""Keep web server, `manage.py work` and `manage.py crisis watch` running, as systemd does in production.

Usage: python deploy/supervisor.py [--no-work] [--end-with-parent] [arguments of deploy/serve.py]
A program that ends is started again, after a pause that grows while it keeps failing. SIGHUP renews all without a
lost request, SIGTERM and SIGINT stop all. For bin/demo and the tests. Standard library only, so that nothing in it can
fail to load.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
HEALTHY_AFTER = 30.0  # seconds a program must have lived for its failures to be forgotten
STOP_SECONDS = 15.0
# Seconds after the web server: loading everything at once would let the first visitor wait longer.
BESIDE = {"work": (3.0, ["work"]), "crisis": (1.5, ["crisis", "watch"])}
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def say(text: str) -> None:
    """Write one line to the log at once."""
    print(f"[supervisor] {text}", file=sys.stderr, flush=True)


def die_with_parent() -> None:
    """Ask Linux to stop this process when the supervisor is killed, so that no orphan keeps the port."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def signal_group(pid: int, number: int) -> None:
    """Send a signal to a process group that may have ended already."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


@dataclass
class Program:
    """One command that should always run, as the leader of a process group of its own."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self) -> None:
        """Start the command."""
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent
        )
        self.started_at = time.monotonic()
        say(f"{self.name} started, pid {self.process.pid}")

    def watch(self) -> None:
        """Note an end, clear away what the dead leader left behind, and start again when the pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        signal_group(self.process.pid, signal.SIGKILL)
        self.pause = FIRST_PAUSE if now - self.started_at > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.start_again_at = now + self.pause
        self.process = None
        say(f"{self.name} ended with {code}, starts again in {self.pause:.1f} s")

    def renew(self) -> None:
        """Load new code: granian does it on SIGHUP without losing a request, others are stopped and start again."""
        if self.process is None:
            return
        self.pause = FIRST_PAUSE / 2
        self.process.send_signal(signal.SIGHUP if self.name == "web" else signal.SIGTERM)

    def stop(self) -> None:
        """Ask the program to end."""
        if self.process is not None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait for the end, then end by force whatever of the group is left."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not stop, killed")
        signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Runs the programs until a signal says stop."""

    def __init__(self, programs: list[Program]) -> None:
        self.programs = programs
        self.stopping = False
        self.renewing = False

    def listen(self) -> None:
        """Take the signals."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._set("stopping"))
        signal.signal(signal.SIGHUP, self._set("renewing"))

    def _set(self, flag: str) -> Callable[[int, FrameType | None], None]:
        return lambda number, frame: setattr(self, flag, True)

    def run(self) -> None:
        """Watch until told to stop, then stop everything."""
        self.listen()
        while not self.stopping:
            for program in self.programs:
                program.watch()
            if self.renewing:
                self.renewing = False
                for program in self.programs:
                    program.renew()
            time.sleep(0.1)
        for program in self.programs:
            program.stop()
        deadline = time.monotonic() + STOP_SECONDS
        for program in self.programs:
            program.wait(deadline)
        say("stopped")


def main() -> None:
    """Run the web server and what works beside it under supervision."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-work", action="store_true", help="only the web server")
    parser.add_argument("--end-with-parent", action="store_true", help="stop when the starting process dies")
    options, rest = parser.parse_known_args()
    if options.end_with_parent:
        die_with_parent()
    programs = [Program("web", [sys.executable, str(ROOT / "deploy" / "serve.py"), *rest])]
    if not options.no_work:
        manage, now = [sys.executable, str(ROOT / "manage.py")], time.monotonic()
        programs += [
            Program(name, [*manage, *words], start_again_at=now + pause) for name, (pause, words) in BESIDE.items()
        ]
    Supervisor(programs).run()


if __name__ == "__main__":
    main()
