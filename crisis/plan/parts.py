"""The parts a plan is set from: plain values that plan.typ knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Part = dict[str, Any]


def heading(text: str, level: int = 1) -> Part:
    """A heading; the first level begins a section."""
    return {"kind": "heading", "text": text, "level": level}


def page_break() -> Part:
    """What follows begins on a page of its own."""
    return {"kind": "page"}


def paragraph(text: str) -> Part:
    """A paragraph."""
    return {"kind": "paragraph", "text": text}


def bullets(items: Iterable[str]) -> Part:
    """A list."""
    return {"kind": "bullets", "items": list(items)}


def steps(items: Iterable[str]) -> Part:
    """A numbered list."""
    return {"kind": "steps", "items": list(items)}


def boxes(items: Iterable[str]) -> Part:
    """A list to tick off."""
    return {"kind": "boxes", "items": list(items)}


def commands(lines: Iterable[tuple[str, str]]) -> Part:
    """What to type, and what it does."""
    return {"kind": "commands", "items": [list(line) for line in lines]}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> Part:
    """A table with a head; `widths` are shares of the line."""
    return {
        "kind": "table",
        "head": list(head),
        "rows": [list(row) for row in rows],
        "widths": list(widths) or [1] * len(head),
    }


def in_language(tag: str, direction: str, parts: Iterable[Part]) -> Part:
    """Parts in another language than the plan's."""
    return {"kind": "language", "lang": tag.partition("-")[0], "dir": direction, "parts": list(parts)}
