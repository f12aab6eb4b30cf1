"""A scenario ready to be switched on, as plain values: what is exported for the shell and read without a database."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crisis.content import Alert, Channel, Event, Telephone, Text, blanks, fill_all, to_json
from crisis.reading import read

FORMAT = 1


@dataclass(frozen=True)
class Prepared:
    """Texts still have their blanks; telephones and channels are those of the moment it was exported."""

    key: str
    level: int
    source: str
    names: Mapping[str, str]
    texts: Mapping[str, Text]
    alert: Alert = field(default_factory=Alert)
    next_update_hours: int | None = None
    telephones: tuple[Telephone, ...] = ()
    channels: tuple[Channel, ...] = ()
    map_url: str = ""
    map_texts: Mapping[str, str] = field(default_factory=dict)
    review_on: str = ""

    @property
    def blanks(self) -> dict[str, str]:
        """Return the blanks of the source text and their defaults."""
        words = " ".join(_strings(to_json(self.texts[self.source])))
        return blanks(words)

    def name(self, language: str) -> str:
        """Return the scenario's name in a language, else in its source language."""
        return self.names.get(language) or self.names.get(self.source) or self.key

    def event(self, *, uid: str, at: datetime.datetime, level: int, values: Mapping[str, str], **rest: Any) -> Event:
        """Return the event that switching it on makes, with its blanks filled in."""
        return Event(
            uid=uid,
            scenario=self.key,
            level=level,
            started_at=at,
            changed_at=at,
            source=self.source,
            texts={tag: self._filled(tag, values) for tag in sorted(self.texts)},
            telephones=self.telephones,
            channels=self.channels,
            map_url=self.map_url,
            map_texts=dict(self.map_texts),
            alert=self.alert,
            **rest,
        )

    def _filled(self, tag: str, values: Mapping[str, str]) -> Text:
        return dataclasses.replace(fill_all(self.texts[tag], values), at=None)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [word for item in value for word in _strings(item)] if isinstance(value, list) else []


def to_file(prepared: Prepared) -> dict[str, Any]:
    """Return what is exported."""
    return {"format": FORMAT, **to_json(prepared)}


def from_file(data: Mapping[str, Any]) -> Prepared:
    """Read what was exported; a ValueError says what is wrong with it."""
    prepared = read(Prepared, dict(data))
    if prepared.source not in prepared.texts or prepared.level not in (1, 2, 3):
        raise ValueError(f"{prepared.key}: no text in {prepared.source!r}, or no level {prepared.level}")
    return prepared
