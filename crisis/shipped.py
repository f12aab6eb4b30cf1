"""The scenarios that come with Torget, and putting them, the numbers and the channels into the record."""

from __future__ import annotations

import datetime
import functools
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from crisis.content import Alert, Text
from crisis.country import words_of
from crisis.reading import read

FOLDER = Path(__file__).with_name("scenarios")
REVIEW_AFTER = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Shipped:
    """One scenario as it comes with Torget, in the words of the installation's country."""

    key: str
    order: int
    level: int
    next_update_hours: int
    names: Mapping[str, str]
    alert: Alert
    texts: Mapping[str, Text]


@functools.cache
def shipped() -> dict[str, Shipped]:
    """Return every shipped scenario by its key, in order."""
    found = [_read_scenario(path, settings.MUNICIPALITY.country) for path in FOLDER.glob("*.toml")]
    return {scenario.key: scenario for scenario in sorted(found, key=lambda item: item.order)}


def _read_scenario(path: Path, country: str) -> Shipped:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {tag: read(Text, _named(row, words_of(country, tag))) for tag, row in data["text"].items()}
    return Shipped(
        data["key"],
        data["order"],
        data["level"],
        data["next_update_hours"],
        data["name"],
        read(Alert, data["alert"]),
        texts,
    )


def _named(value: Any, words: Mapping[str, str]) -> Any:
    """Put the country's numbers and names in place of $words; KeyError for a word it does not have."""
    if isinstance(value, str):
        return string.Template(value.strip()).substitute(words)
    if isinstance(value, dict):
        return {key: _named(item, words) for key, item in value.items()}
    return [_named(item, words) for item in value]
