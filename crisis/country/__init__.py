"""The numbers and channels of each country: what pages show when the record gives none, and the record begins with."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from crisis.content import Channel, Event, Telephone
from crisis.reading import read


def telephones_of(event: Event) -> tuple[Telephone, ...]:
    """Return the numbers to show with an event: its own, else the country's. A page never stands without 112."""
    return event.telephones or telephones(settings.MUNICIPALITY.country)


def channels_of(event: Event) -> tuple[Channel, ...]:
    """Return the channels to show with an event: its own, else the country's."""
    return event.channels or channels(settings.MUNICIPALITY.country)


@functools.cache
def telephones(country: str) -> tuple[Telephone, ...]:
    """Return a country's numbers to ring, the municipality's own after those for emergencies."""
    rows = _rows(country)
    numbers = [read(Telephone, row) for row in rows["telephones"]]
    own = settings.MUNICIPALITY
    names = {tag: own.name_in(tag) for tag in own.languages}
    numbers.insert(rows["emergencies"], Telephone(own.telephone, own.telephone_international, names))
    return tuple(numbers)


@functools.cache
def channels(country: str) -> tuple[Channel, ...]:
    """Return a country's channels to follow."""
    return tuple(read(Channel, row) for row in _rows(country)["channels"])


def words_of(country: str, tag: str) -> dict[str, str]:
    """Return what the shipped scenarios call by $word, in a language."""
    rows = _rows(country)["words"]
    return {**rows["all"], **rows.get(tag, {})}


@functools.cache
def numbers_named(country: str) -> dict[str, str]:
    """Return the numbers that shipped texts name, as they are written there: what to dial."""
    named = words_of(country, "all").values()
    return {number: number.replace(" ", "") for number in named if number.replace(" ", "").isdigit()}


def _rows(country: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{country}.toml").read_text(encoding="utf-8"))
