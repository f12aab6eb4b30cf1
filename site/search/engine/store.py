"""The folders of one language: finished versions of its index, which of them is current, and who may write."""

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from search.engine.files import write_atomically
from search.engine.schema import FORMAT

VERSION_NAME = re.compile(r"^v[0-9]+$")


class IndexUnavailable(Exception):
    """There is no index to search in, or it cannot be read."""


class IndexBusy(Exception):
    """Another process writes this index at the moment."""


@dataclass
class State:
    """How far an index has read the change table.

    `top` is the highest number read. `holes` are lower numbers not seen yet, with the time they were first missed:
    a transaction may commit after one that began later and has a higher number.
    """

    top: int = 0
    holes: dict[str, float] = field(default_factory=dict)
    built_at: float = 0.0  # seconds since 1970
    build_seconds: float = 0.0
    read_at: float = 0.0
    has_new_words: bool = False
    format: int = FORMAT


class Store:
    """`<SEARCH_DIR>/<language>/`: `current` names the version in use, `broken` is put there by readers that failed."""

    def __init__(self, language: str, root: Path | None = None) -> None:
        self.language = language
        self.folder = Path(root or settings.SEARCH_DIR) / re.sub(r"[^a-z0-9-]", "", language.lower())
        self.editorial = self.folder / "editorial.json"
        self._broken = self.folder / "broken"
        self._pointer = self.folder / "current"

    def current(self) -> Path:
        """Return the folder of the version in use; IndexUnavailable when there is none."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnavailable(f"no index for {self.language}") from error
        if not VERSION_NAME.match(name) or not (self.folder / name).is_dir():
            raise IndexUnavailable(f"the index for {self.language} is missing")
        return self.folder / name

    def stamp(self) -> tuple[Any, ...]:
        """Return what changes whenever readers must read anew: a few stat calls, no reading of big files."""
        version = self.current()
        return (version.name, _stat(version / "meta.json"), _stat(version / "words.json"), _stat(self.editorial))

    def new_version(self) -> Path:
        """Make an empty folder for a version being built; readers do not see it yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        version = self.folder / f"v{time.time_ns()}"
        version.mkdir()
        return version

    def switch_to(self, version: Path) -> None:
        """Make a finished version the one in use, keep the one before for late readers, remove older ones."""
        before = self._pointer.read_text(encoding="utf-8").strip() if self._pointer.exists() else ""
        write_atomically(self._pointer, version.name)
        self._broken.unlink(missing_ok=True)
        for other in self.folder.iterdir():
            if VERSION_NAME.match(other.name) and other.name not in (version.name, before):
                shutil.rmtree(other, ignore_errors=True)

    def state(self) -> State:
        """Return how far the current version has come; IndexUnavailable when that is unknown or of another format."""
        try:
            state = State(**json.loads((self.current() / "state.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnavailable(f"the index for {self.language} has no state") from error
        if state.format != FORMAT:
            raise IndexUnavailable(f"the index for {self.language} has format {state.format}, not {FORMAT}")
        return state

    def save_state(self, state: State, version: Path | None = None) -> None:
        """Write how far a version has come."""
        write_atomically((version or self.current()) / "state.json", json.dumps(asdict(state)))

    def is_broken(self) -> bool:
        """Say whether a reader could not read the index."""
        return self._broken.exists()

    def report_broken(self) -> bool:
        """Ask the writer for a rebuild, if the disk can be written; say whether this is news."""
        try:
            is_news = not self.is_broken()
            self._broken.touch()
        except OSError:
            return True
        return is_news

    def clear_broken(self) -> None:
        """Withdraw a reader's report after the index has proved sound."""
        self._broken.unlink(missing_ok=True)

    @contextmanager
    def writing(self, wait: bool = False) -> Iterator[None]:
        """Hold the right to write; IndexBusy when another process has it and we do not wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle, wait)
            yield
        finally:
            os.close(handle)


def _lock(handle: int, wait: bool) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError as error:
        raise IndexBusy("another process writes this index") from error


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
