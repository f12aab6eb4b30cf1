"""Start, watch and stop real processes in tests."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(question, seconds=30.0):
    """Ask until the answer is true; the last answer is returned."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.1)


def is_alive(pid):
    """Tell whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def children(pid):
    """Return the living direct children of a process."""
    try:
        text = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return []
    return [int(child) for child in text.split() if is_alive(child)]


def command_of(pid):
    """Return a process's command line as text."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def get(port, path="/", headers=None, timeout=10):
    """Return status, headers and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def answers(port, path="/"):
    """Tell whether a page answers 200."""
    try:
        return get(port, path)[0] == 200
    except OSError:
        return False


@dataclass
class Running:
    """A started process with its log."""

    process: subprocess.Popen
    port: int
    log: Path
    options: dict = field(default_factory=dict)

    @property
    def pid(self):
        return self.process.pid

    def child(self, word):
        """Return the pid of the direct child whose command line holds the word."""
        return next((pid for pid in children(self.pid) if word in command_of(pid)), None)

    def web_workers(self):
        """Return the pids of granian's worker processes."""
        main = self.child("serve.py")
        return children(main) if main else []

    def stop(self):
        """End the process and everything it started."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def start(command, *, port, log, env=None, cwd=ROOT):
    """Start a command with its output in a file."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    return Running(process, port, log)
