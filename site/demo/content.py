"""Reading the demo's words from content/ (TOML) and its pictures from pictures/ (SVG)."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"

Row = dict[str, Any]


@cache
def read(name: str) -> Row:
    """Return one file of the content folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name: str) -> dict[str, Row]:
    """Return every file of a folder by its key, the file's name."""
    return {path.stem: read(f"{name}/{path.stem}") for path in sorted((FOLDER / name).glob("*.toml"))}


def digest() -> str:
    """Return a fingerprint of all content and of the code that builds it."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    total = hashlib.sha256()
    for path in files:
        total.update(str(path.relative_to(here)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
