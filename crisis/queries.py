"""What the crisis record says."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from crisis import country
from crisis.changes import empty_state
from crisis.content import Channel, State, Telephone
from crisis.models import (
    CrisisBook,
    CrisisEvent,
    CrisisLogEntry,
    CrisisNumber,
    CrisisVersion,
    NationalChannel,
    Scenario,
)
from crisis.prepared import Prepared
from crisis.publishing import source_language

WORK = ("on", "update", "correct", "level", "off")


def current_number() -> int:
    """Return the number of the version in force; 0 before the first switch."""
    return CrisisBook.objects.values_list("number", flat=True).first() or 0


def current_version() -> CrisisVersion | None:
    """Return the version in force."""
    return CrisisVersion.objects.filter(number=current_number()).first()


def current_state() -> State:
    """Return what is on by the record."""
    version = current_version()
    return version.state if version else empty_state()


def events_on() -> list[CrisisEvent]:
    """Return the events that are on, the gravest first."""
    return list(CrisisEvent.objects.on().select_related("scenario").order_by("-level", "-started_at"))


def telephones() -> tuple[Telephone, ...]:
    """Return the numbers that every crisis page shows; without any of its own the country's and the municipality's."""
    rows = CrisisNumber.objects.prefetch_related("texts")
    found = tuple(
        Telephone(row.number, row.tel, {text.language: text.label for text in row.texts.all()}) for row in rows
    )
    return found or country.telephones(settings.MUNICIPALITY.country)


def channels() -> tuple[Channel, ...]:
    """Return the national channels that every crisis page shows."""
    rows = NationalChannel.objects.prefetch_related("texts")
    return tuple(Channel(row.url, {text.language: text.label for text in row.texts.all()}) for row in rows)


def scenario_choices() -> list[Scenario]:
    """Return the scenarios that are offered."""
    return list(Scenario.objects.filter(is_archived=False, texts__isnull=False).distinct().prefetch_related("texts"))


def prepared_scenarios() -> list[Prepared]:
    """Return every scenario that is offered, ready to be switched on."""
    numbers, national = telephones(), channels()
    return [prepare(scenario, numbers, national) for scenario in scenario_choices()]


def prepare(
    scenario: Scenario, numbers: tuple[Telephone, ...] | None = None, national: tuple[Channel, ...] | None = None
) -> Prepared:
    """Return a scenario ready to be switched on; one without any text is a ValueError."""
    rows = sorted(scenario.texts.all(), key=lambda row: row.language)
    if not rows:
        raise ValueError(f"{scenario.key} has no text")
    tags = [row.language for row in rows]
    return Prepared(
        key=scenario.key,
        level=scenario.level,
        source=source_language(tags),
        names={row.language: row.name for row in rows},
        texts={row.language: row.text for row in rows},
        alert=scenario.alert,
        next_update_hours=scenario.next_update_hours,
        telephones=telephones() if numbers is None else numbers,
        channels=channels() if national is None else national,
        map_url=scenario.map_url,
        map_texts={row.language: row.map_text for row in rows if row.map_text},
        review_on=scenario.review_on.isoformat() if scenario.review_on else "",
    )


def last_drill_at() -> datetime.datetime | None:
    """Return when the last drill began."""
    return CrisisEvent.objects.drills().order_by("-started_at").values_list("started_at", flat=True).first()


def who_worked_the_switch(days: int = 365) -> set[str]:
    """Return the keys of those who switched, updated or ended something in so many days, drills included."""
    since = timezone.now() - datetime.timedelta(days=days)
    return set(CrisisLogEntry.objects.filter(kind__in=WORK, at__gte=since).values_list("actor", flat=True)) - {""}
