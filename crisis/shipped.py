"""The scenarios that come with Torget, and putting them, the numbers and the channels into the record."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crisis.content import Alert, Text
from crisis.country import channels, telephones, words_of
from crisis.models import CrisisNumber, CrisisNumberText, NationalChannel, NationalChannelText, Scenario, ScenarioText
from crisis.models.scenario import questions_as_text
from crisis.reading import read

FOLDER = Path(__file__).with_name("scenarios")
ALERT = ("category", "event", "urgency", "severity", "certainty", "response")
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


def install_scenarios(*, today: datetime.date | None = None) -> list[str]:
    """Put what the record lacks of shipped scenarios, numbers and channels into it; return the new scenarios' keys.

    What is there stays as people have written it, whatever newer words a later Torget brings.
    """
    with transaction.atomic():
        known = set(Scenario.objects.values_list("key", flat=True))
        review_on = (today or timezone.localdate()) + REVIEW_AFTER
        fresh = [scenario for key, scenario in shipped().items() if key not in known]
        for scenario in fresh:
            _install(scenario, review_on)
        if not CrisisNumber.objects.exists():
            _install_numbers()
        if not NationalChannel.objects.exists():
            _install_channels()
    return [scenario.key for scenario in fresh]


def _install(scenario: Shipped, review_on: datetime.date) -> None:
    alert = {f"alert_{name}": value for name, value in dataclasses.asdict(scenario.alert).items() if name in ALERT}
    row = Scenario(
        key=scenario.key,
        level=scenario.level,
        next_update_hours=scenario.next_update_hours,
        review_on=review_on,
        sort_order=scenario.order,
        **alert,
    )
    row.texts = [_text_row(tag, scenario.names[tag], text) for tag, text in scenario.texts.items()]
    row.full_clean()
    row.save()


def _text_row(tag: str, name: str, text: Text) -> ScenarioText:
    """Return a text as the editor shows it: lists one item a line."""
    lists = {item: "\n".join(getattr(text, item)) for item in ("do_now", "do_not", "help", "confirmed", "not_true")}
    return ScenarioText(
        language=tag,
        name=name,
        headline=text.headline,
        strip=text.strip,
        happened=text.happened,
        affected=text.affected,
        questions=questions_as_text(text.questions),
        **lists,
    )


def _install_numbers() -> None:
    for order, entry in enumerate(telephones(settings.MUNICIPALITY.country)):
        row = CrisisNumber(number=entry.number, tel=entry.tel, sort_order=order)
        row.texts = [CrisisNumberText(language=tag, label=label) for tag, label in entry.labels.items()]
        row.full_clean()
        row.save()


def _install_channels() -> None:
    for order, entry in enumerate(channels(settings.MUNICIPALITY.country)):
        row = NationalChannel(url=entry.url, sort_order=order)
        row.texts = [NationalChannelText(language=tag, label=label) for tag, label in entry.labels.items()]
        row.full_clean()
        row.save()
