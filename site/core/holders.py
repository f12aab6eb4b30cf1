"""Who holds a lease: a process, named so that others on the same machine can tell when it is gone."""

import os
import socket
from pathlib import Path

PROC = Path("/proc")


def holder() -> str:
    """Return the name of this process: machine, process namespace, number, start time (numbers are used again)."""
    pid = os.getpid()
    _state, started = _state_and_start(pid)
    return f"{socket.gethostname()}:{_namespace()}:{pid}:{started}"


def is_gone(name: str) -> bool:
    """Tell whether the process of this name surely ran here and runs no more; False when that cannot be known."""
    parts = name.rsplit(":", 3)
    if len(parts) < 4 or not parts[1] or parts[:2] != [socket.gethostname(), _namespace()]:
        return False
    pid, started = parts[2:]
    state, running_since = _state_and_start(pid)
    return state in ("", "Z", "X") or running_since != started


def _namespace() -> str:
    """Return which numbering of processes we live in: two containers may share a machine's name."""
    try:
        return str((PROC / "self" / "ns" / "pid").stat().st_ino)
    except OSError:
        return ""


def _state_and_start(pid: int | str) -> tuple[str, str]:
    """Return a process's state letter and start time from /proc (fields 3 and 22), empty when there is none."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "", ""
    return fields[0], fields[19]
