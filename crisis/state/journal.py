"""What was done while the database was away: one JSON line each, on disk before the switch answers, entered later."""

from __future__ import annotations

import datetime
import fcntl
import json
import logging
import os
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crisis.state.writing import sync_folder

logger = logging.getLogger("torget.crisis")


class Journal:
    """Append-only: what has been entered into the record gets a line that says so, nothing is ever changed."""

    def __init__(self, root: Path) -> None:
        self.path = root / "journal.jsonl"

    def write(self, entry: Mapping[str, Any]) -> str:
        """Add an entry and return its id; `at` is now unless the entry says otherwise. OSError: nothing was written."""
        line = {"id": str(uuid.uuid4()), "at": _now(), **entry}
        self._append(line)
        return str(line["id"])

    def entries(self) -> list[dict[str, Any]]:
        """Return all entries, oldest first."""
        return [line for line in self._lines() if "entered" not in line]

    def unentered(self) -> list[dict[str, Any]]:
        """Return the entries that the record does not have yet, oldest first."""
        lines = list(self._lines())
        done = {name for line in lines for name in line.get("entered", ())}
        return [line for line in lines if "entered" not in line and line.get("id") not in done]

    def mark_entered(self, ids: Iterable[str]) -> None:
        """Note which entries are in the record now."""
        names = list(ids)
        if names:
            self._append({"entered": names, "at": _now()})

    def _append(self, line: Mapping[str, Any]) -> None:
        """Write one line and wait until it is on the disk; what a crash cut off before it stays a line of its own."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        with self.path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, os.SEEK_END)
            is_torn = size > 0 and _last_byte(file.fileno(), size) != b"\n"
            text = json.dumps(line, ensure_ascii=False)
            try:
                file.write(f"{chr(10) if is_torn else ''}{text}\n".encode(errors="backslashreplace"))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), size)
                raise
        if is_new:
            sync_folder(self.path.parent)

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Yield the lines that can be read; the others are named in the log and left where they are."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        for number, words in enumerate(text.split("\n"), start=1):
            try:
                line = json.loads(words)
            except ValueError:
                line = None
            if isinstance(line, dict):
                yield line
            elif words.strip():
                logger.error("journal line %d cannot be read", number)


def _last_byte(handle: int, size: int) -> bytes:
    return os.pread(handle, 1, size - 1)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
