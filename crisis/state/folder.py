"""The folder var/crisis: numbered versions, what is live, prepared scenarios, and the lock for those who write."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import json
import logging
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crisis.state.live import MANIFEST, Damaged, Live, identity, load
from crisis.state.writing import fresh_link, replace_file, sync_folder, write_version

logger = logging.getLogger("torget.crisis")

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TRIES = 3  # a switch in the middle of reading is no damage: read again
AGAIN_AFTER = 1.0  # seconds until damaged files are read again
LEFT_OVER = 3600.0  # seconds after which half-written folders are somebody's who died


class CrisisFolder:
    """Reads and writes var/crisis. One object may serve all threads of a process; what it has read stays in memory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.link = root / "live"
        self._manifest = str(self.link / MANIFEST)
        self._known: tuple[tuple[int, ...] | None, Live | None] = (None, None)
        self._reading = threading.Lock()
        self._problem = ""
        self._damaged: tuple[int, ...] | None = None
        self._again_at = 0.0

    def live(self) -> Live | None:
        """Return what is live, None before the first switch. One system call when nothing has changed.

        When the files are damaged or gone the last good version stays: a crisis never ends by a broken disk.
        """
        try:
            seen = identity(os.stat(self._manifest))  # noqa: PTH116 -- at every request, and half as dear as Path
        except OSError:
            seen = None
        known, version = self._known
        if seen is not None and seen == known:
            return version
        if seen is None and version is None and not os.path.lexists(self.link):
            return None
        return self._read_again(seen)

    def _read_again(self, seen: tuple[int, ...] | None) -> Live | None:
        """Read what is live now; other threads wait, so that nobody is shown the old after the new."""
        with self._reading:
            known, version = self._known
            if seen is not None and seen == known:
                return version
            if self._problem and seen == self._damaged and time.monotonic() < self._again_at:
                return version
            for _try in range(TRIES):
                try:
                    version, found = load(self.root, self._target())
                except (Damaged, OSError) as problem:
                    trouble = str(problem)
                else:
                    self._known, self._problem = (found, version), ""
                    return version
            self._note(trouble, seen)
            return version

    def _target(self) -> str:
        """Return the folder that the link names, below the root."""
        target = os.readlink(self.link)  # noqa: PTH115 -- the text of the link
        name = os.path.relpath(target, self.root) if os.path.isabs(target) else os.path.normpath(target)  # noqa: PTH117
        if name.startswith(".."):
            raise Damaged(f"live leads out of the folder: {target}")
        return name

    def _note(self, problem: str, seen: tuple[int, ...] | None) -> None:
        """Say once what is wrong, and wait a moment before reading the same damage again."""
        if problem != self._problem:
            logger.error("crisis files cannot be read, the last good version stays: %s", problem)
        self._problem, self._damaged, self._again_at = problem, seen, time.monotonic() + AGAIN_AFTER

    def switched_at(self) -> float:
        """Return when the link was last changed, in seconds since 1970; 0 when there is none."""
        try:
            return os.lstat(self.link).st_mtime
        except OSError:
            return 0.0

    def read(self, name: str) -> Live:
        """Read any version, live or not; what is wrong with it is a Damaged."""
        return load(self.root, name)[0]

    def numbers(self) -> list[int]:
        """Return the numbers of the versions on this disk, lowest first."""
        folder = self.root / "versions"
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())

    def highest(self) -> int:
        """Return the highest number this disk knows; 0 before the first."""
        live = self.live()
        return max([0, *self.numbers(), (live.number or 0) if live else 0])

    def write(self, manifest: Mapping[str, Any], files: Mapping[str, bytes], *, key: str = "") -> str:
        """Write a version completely, without making it live, and return its name.

        With a number it is versions/<number>, without one ready/<key>. OSError: nothing was changed.
        """
        number = manifest["number"]
        name = f"ready/{_checked(key)}" if number is None else f"versions/{int(number)}"
        write_version(self.root / name, manifest, files)
        return name

    def go_live(self, name: str) -> None:
        """Make a version live for everybody at once; it must be readable. OSError or Damaged: the old one stays."""
        self.read(name)
        with fresh_link(self.link, name) as fresh:
            fresh.replace(self.link)
        sync_folder(self.root)

    @contextlib.contextmanager
    def lock(self, seconds: float = 3.0) -> Iterator[None]:
        """Keep other processes of this machine from switching meanwhile; TimeoutError when one does not end."""
        self.root.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + seconds
        with (self.root / ".lock").open("a") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise TimeoutError("somebody else is switching") from None
                    time.sleep(0.02)
            yield

    def prune(self, keep: int = 50) -> list[str]:
        """Remove all but the newest versions, never the live one; return what went. Half-written leftovers go too."""
        live = self.live()
        numbers = self.numbers()
        gone = [f"versions/{number}" for number in numbers[: max(0, len(numbers) - keep)]]
        gone = [name for name in gone if live is None or name != live.name]
        for name in gone:
            shutil.rmtree(self.root / name, ignore_errors=True)
        for folder in (self.root, self.root / "versions", self.root / "ready", self.root / "scenarios"):
            for path in folder.glob(".*.*-*"):
                _remove_left_over(path)
        return gone

    def export_scenario(self, key: str, scenario: Mapping[str, Any]) -> None:
        """Write a prepared scenario where the shell finds it without the database."""
        text = json.dumps(scenario, ensure_ascii=False, indent=1)
        replace_file(self.root / "scenarios" / f"{_checked(key)}.json", text.encode())

    def read_scenario(self, key: str) -> dict[str, Any]:
        """Return an exported scenario; KeyError when there is none, ValueError when its file is damaged."""
        try:
            text = (self.root / "scenarios" / f"{_checked(key)}.json").read_text(encoding="utf-8")
        except (FileNotFoundError, ValueError):
            raise KeyError(key) from None
        scenario = json.loads(text)
        if not isinstance(scenario, dict):
            raise ValueError(f"{key}: not a scenario")
        return scenario

    def scenarios(self) -> dict[str, dict[str, Any]]:
        """Return all exported scenarios that can be read, by key in alphabetical order."""
        found: dict[str, dict[str, Any]] = {}
        for path in sorted((self.root / "scenarios").glob("*.json")):
            try:
                found[path.stem] = self.read_scenario(path.stem)
            except (KeyError, ValueError, OSError) as problem:
                logger.error("scenario file %s cannot be read: %s", path.name, problem)
        return found

    def remove_scenario(self, key: str) -> None:
        """Remove an exported scenario and its ready-made version, unless that one is live."""
        live = self.live()
        (self.root / "scenarios" / f"{_checked(key)}.json").unlink(missing_ok=True)
        if live is None or live.name != f"ready/{key}":
            shutil.rmtree(self.root / "ready" / key, ignore_errors=True)


def _checked(key: str) -> str:
    """Return a scenario's key; one that could be no folder's name is a ValueError."""
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key


def _remove_left_over(path: Path) -> None:
    """Remove what a process that died in the middle of writing left behind."""
    with contextlib.suppress(OSError):
        if time.time() - path.lstat().st_mtime > LEFT_OVER:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


@functools.lru_cache(maxsize=16)
def folder_at(root: Path) -> CrisisFolder:
    """Return the one object of this process for a folder, so that front door and pages read it once."""
    return CrisisFolder(root)
