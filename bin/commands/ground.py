"""What every command needs: paths, steps on the screen, quiet child processes, stamps of finished work."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("TORGET_VAR") or ROOT / "var").absolute()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UP_TO_DATE = "up to date"
IGNORED_PARTS = {"__pycache__", "node_modules", ".venv"}


class StopError(Exception):
    """Something a person must see to; its text says what to do."""


class Steps:
    """Numbered steps with their times on the screen."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0
        self.started_at = time.monotonic()

    def run(self, title: str, work: Callable[[], str | None], hint: str = "") -> None:
        """Do one step; what it returns is shown as its result, nothing means done."""
        self.number += 1
        label = f"[{self.number}/{self.total}] {title:<34}"
        if sys.stdout.isatty():
            print(f"{label} … {hint}", end="", flush=True)
        start = time.monotonic()
        try:
            result = work() or "done"
        except BaseException:
            print(f"\r\033[K{label} failed" if sys.stdout.isatty() else f"{label} failed", flush=True)
            raise
        print(f"{chr(13)}\033[K" if sys.stdout.isatty() else "", end="")
        print(f"{label} {result:<12} {time.monotonic() - start:6.1f} s", flush=True)

    def seconds(self) -> float:
        """Return the time since the first step."""
        return time.monotonic() - self.started_at


def environment(**extra: str) -> dict[str, str]:
    """Return the environment for child processes."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "NODE_USE_SYSTEM_CA": "1", "TORGET_VAR": str(VAR), **extra}


def quietly(command: Iterable[object], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Run a command with its output kept in var/log/setup.log; on failure show the end of it and stop."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    log = VAR / "log" / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        raise StopError(f"{tail}\n\nThis command failed ({done.returncode}): {' '.join(words)}\nAll output: {log}")
    return done.stdout


def files_under(*places: Path) -> Iterator[Path]:
    """Yield the files at and below the places, in order, without caches and compiled files."""
    for place in places:
        if place.is_file():
            yield place
            continue
        for path in sorted(place.rglob("*")):
            hidden = IGNORED_PARTS.intersection(path.parts[len(ROOT.parts) :])
            if path.is_file() and path.suffix not in {".pyc", ".mo"} and not hidden:
                yield path


def digest(*places: Path, text: str = "") -> str:
    """Return a digest of the files' names and contents, and of a text."""
    result = hashlib.sha256(text.encode())
    for path in files_under(*places):
        # Named from the folder that may be moved by itself, so that a move makes nothing old.
        start = VAR if path.is_relative_to(VAR) else ROOT
        result.update(f"\0{os.path.relpath(path, start)}\0".encode(errors="surrogateescape"))
        result.update(path.read_bytes())
    return result.hexdigest()


class Stamps:
    """Remembers in a small file which input each finished step had."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        """Return all stamps; a broken file counts as none."""
        with contextlib.suppress(OSError, ValueError):
            loaded = json.loads(self.path.read_text(encoding="utf-8"))
            if isinstance(loaded, dict):
                return loaded
        return {}

    def is_current(self, name: str, value: str) -> bool:
        """Tell whether the step was last finished with this input."""
        return self.read().get(name) == value

    def remember(self, name: str, value: str) -> None:
        """Note the input of a step that is finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps({**self.read(), name: value}, indent=1), encoding="utf-8")
        new.replace(self.path)


@contextlib.contextmanager
def only_one(name: str = "setup.lock") -> Iterator[None]:
    """Let one set-up at a time work on this folder; a second one waits."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / name).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another set-up is running in this folder, waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def as_command(main: Callable[[], int]) -> int:
    """Run a command's main function; a StopError or Ctrl-C ends it with a plain message."""
    try:
        return main()
    except StopError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
