"""One version of the crisis, read from its folder into memory."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

logger = logging.getLogger("torget.crisis")

MANIFEST = "manifest.json"
FORMAT = 1
# How an encoding's file is called: the plain name and this.
SUFFIXES = {"identity": "", "gzip": ".gz", "br": ".br"}


class Damaged(ValueError):
    """A version that cannot be read; its text says what is wrong."""


@dataclass(frozen=True)
class Page:
    """One address of a version: its bytes by encoding, always with "identity", and what goes with them."""

    language: str
    content_type: str
    etag: str  # of the plain bytes, with its quotation marks
    headers: Mapping[str, str]
    bodies: Mapping[str, bytes]


@dataclass(frozen=True)
class Live:
    """A whole version; nothing in it changes. `name` is its folder below the root: versions/17 or ready/flood."""

    name: str
    manifest: Mapping[str, Any]
    pages: Mapping[str, Page]

    @property
    def number(self) -> int | None:
        """Return the version's number; None: made ready for the file switch, not in the record yet."""
        return self.manifest["number"]

    @property
    def origin(self) -> str:
        """Return who switched: admin, shell or file."""
        return str(self.manifest.get("origin", ""))

    @property
    def is_on(self) -> bool:
        """Tell whether anything is on."""
        return bool(self.manifest.get("on"))

    @property
    def level(self) -> int:
        """Return the highest level the public sees, 0 in peace."""
        return int(self.manifest.get("level") or 0)

    @property
    def digest(self) -> str:
        """Return State.digest: what tells whether two versions say the same."""
        return str(self.manifest.get("digest", ""))

    @property
    def strips(self) -> Mapping[str, Any]:
        """Return what the strip on every ordinary page says, by language."""
        return self.manifest.get("strips") or {}

    @property
    def state(self) -> Mapping[str, Any]:
        """Return content.to_json(State)."""
        return self.manifest.get("state") or {}


def fingerprint(content: bytes) -> str:
    """Return what an entity tag is made of."""
    return hashlib.sha256(content).hexdigest()[:32]


def identity(manifest: os.stat_result) -> tuple[int, ...]:
    """Return what changes whenever the manifest is another one or was written again."""
    return manifest.st_dev, manifest.st_ino, manifest.st_mtime_ns, manifest.st_size


def load(root: Path, name: str) -> tuple[Live, tuple[int, ...]]:
    """Read a version's folder into memory, with the identity of its manifest; whatever is wrong is a Damaged."""
    folder = root / name
    try:
        with (folder / MANIFEST).open("rb") as file:
            seen = identity(os.fstat(file.fileno()))
            manifest = json.loads(file.read())
        _check(manifest)
        pages = {str(path): _page(folder, path, entry) for path, entry in manifest["pages"].items()}
    except Damaged as problem:
        raise Damaged(f"{name}: {problem}") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise Damaged(f"{name}: {type(problem).__name__}: {problem}") from problem
    return Live(name, manifest, pages), seen


def _check(manifest: Any) -> None:
    """Refuse a manifest that another part would stumble over."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Damaged(f"not a manifest of format {FORMAT}")
    number = manifest["number"]
    if number is not None and (not isinstance(number, int) or isinstance(number, bool) or number < 0):
        raise Damaged(f"number {number!r}")
    for key in ("pages", "state", "strips"):
        if not isinstance(manifest.get(key, {}), dict):
            raise Damaged(f"{key} is not an object")


def _page(folder: Path, path: str, entry: Mapping[str, Any]) -> Page:
    """Read one page. Compressed copies count only when they are what the manifest says.

    A plain file that somebody mended by hand is served as it is, without its compressed copies; an empty one is damage.
    """
    file = folder / safe_name(entry["file"])
    plain = file.read_bytes()
    if not plain:
        raise Damaged(f"{entry['file']} is empty")
    bodies = {"identity": plain}
    etag = f'"{fingerprint(plain)}"'
    encodings = entry.get("encodings") or {}
    if etag != entry["etag"]:
        logger.warning("crisis page was changed by hand: %s", entry["file"])
        encodings = {}
    for encoding, expected in encodings.items():
        content = _compressed(file, encoding)
        if content and fingerprint(content) == expected:
            bodies[encoding] = content
    headers = {str(key): str(value) for key, value in (entry.get("headers") or {}).items()}
    return Page(str(entry.get("lang", "")), str(entry["type"]), etag, headers, bodies)


def _compressed(file: Path, encoding: str) -> bytes:
    """Return a compressed copy, nothing when it cannot be read: the plain one is there."""
    try:
        return file.with_name(file.name + SUFFIXES[encoding]).read_bytes()
    except (OSError, KeyError):
        return b""


def safe_name(name: str) -> str:
    """Return the name of a file inside a version's folder; one that leads out of it is a ValueError."""
    parts = name.split("/")
    if not name or any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise ValueError(f"not a file inside the folder: {name!r}")
    return name
