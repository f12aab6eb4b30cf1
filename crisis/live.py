"""What is live now, as pages ask for it: read from the files alone, never from the database."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from django.conf import settings

from crisis.content import CRISIS
from crisis.state import Live, folder_at


def live() -> Live | None:
    """Return the live version, None before the first."""
    return folder_at(Path(settings.VAR) / "crisis").live()


def key() -> Hashable:
    """Return what remembered pages are kept apart by: they show the strip of one version."""
    version = live()
    return (version.name, version.digest) if version else None


def has_home() -> bool:
    """Tell whether the crisis page stands where the home page was."""
    version = live()
    return version is not None and version.level == CRISIS and "/" in version.pages


def strips(language: str, path: str) -> list[dict[str, Any]]:
    """Return the strips of a page: those shown everywhere and, by their paths, those meant for it."""
    version = live()
    return strips_at(version, language, path) if version else []


def strips_at(version: Live, language: str, path: str) -> list[dict[str, Any]]:
    """Return the strips that a version shows on a page."""
    shown = version.strips.get(language, ())
    return [strip for strip in shown if not strip["pages"] or any(is_below(path, page) for page in strip["pages"])]


def is_below(path: str, page: str) -> bool:
    """Tell whether a path is a page or lies below it."""
    return bool(path) and f"{path.rstrip('/')}/".startswith(f"{page.rstrip('/')}/")
