"""Units, opening hours and staff of the demo."""

import datetime
from typing import Any

from demo.build.tree import stable_id
from demo.content import Row, read
from people.models import Absence, Employee, EmployeeWords, OpeningException, OpeningHours, Unit, UnitContact, UnitName


def build_units() -> dict[str, Unit]:
    """Make or update the units; return them by key."""
    rows = read("units")["unit"]
    units = {row["key"]: _unit(row) for row in rows}
    for row in rows:
        if row.get("parent"):
            units[row["key"]].parent = units[row["parent"]]
            units[row["key"]].save()
    return units


def _unit(row: Row) -> Unit:
    premises = row.get("premises", {})
    unit, _created = Unit.objects.update_or_create(
        slug=row["key"],
        defaults={
            "uid": stable_id("unit", row["key"]),
            "name": row["name"],
            **{name: row.get(name, "") for name in ("email", "telephone", "visiting_address", "postal_address")},
            "latitude": row.get("latitude"),
            "longitude": row.get("longitude"),
            "step_free_entrance": premises.get("step_free"),
            "lift": premises.get("lift"),
            "hearing_loop": premises.get("hearing_loop"),
            "accessible_toilet": premises.get("accessible_toilet"),
            "accessible_parking": premises.get("accessible_parking"),
            "bus_stop": premises.get("bus_stop", ""),
        },
    )
    unit.names = [UnitName(language=language, name=name) for language, name in row.get("names", {}).items()]
    unit.opening_hours = [hours for entry in row.get("hours", []) for hours in _hours(entry)]
    unit.opening_exceptions = [_exception(entry) for entry in row.get("exceptions", [])]
    unit.contacts = [UnitContact(sort_order=order, **entry) for order, entry in enumerate(row.get("contacts", []))]
    unit.save()
    return unit


def _hours(entry: Row) -> list[OpeningHours]:
    return [
        OpeningHours(channel=entry["channel"], weekday=weekday, opens=_clock(opens), closes=_clock(closes))
        for weekday in entry["weekdays"]
        for opens, closes in entry["intervals"]
    ]


def _exception(entry: Row) -> OpeningException:
    closed = entry.get("closed", False)
    return OpeningException(
        channel=entry.get("channel", ""),
        starts_on=entry["starts_on"],
        ends_on=entry["ends_on"],
        is_closed=closed,
        opens=None if closed else _clock(entry["opens"]),
        closes=None if closed else _clock(entry["closes"]),
        reason=entry["reason"],
    )


def _clock(text: str) -> datetime.time:
    return datetime.time.fromisoformat(text)


def build_staff(units: dict[str, Unit]) -> None:
    """Make or update the staff directory; managers and stand-ins last, when everybody exists."""
    rows = read("staff")["employee"]
    staff = {row["email"]: _employee(row, units) for row in rows}
    for row in rows:
        person = staff[row["email"]]
        if row.get("is_manager"):
            Unit.objects.filter(slug=row["unit"]).update(manager=person)
        absence = row.get("absence")
        if absence:
            dates = {"starts_on": absence["from"], "ends_on": absence["to"]}
            person.absences = [Absence(stand_in=staff[absence["stand_in"]], **dates)]
            person.save()


def _employee(row: Row, units: dict[str, Unit]) -> Employee:
    title, subjects = row["title"], row["subjects"]
    person, _created = Employee.objects.update_or_create(
        uid=stable_id("employee", row["email"]),
        defaults={
            **{name: row[name] for name in ("first_name", "last_name", "email", "telephone")},
            "unit": units[row["unit"]],
            "title": title["sv"],
            "subjects": ", ".join(subjects["sv"]),
        },
    )
    person.words = [_words(language, title[language], subjects[language]) for language in title if language != "sv"]
    person.save()
    return person


def _words(language: str, title: str, subjects: list[Any]) -> EmployeeWords:
    return EmployeeWords(language=language, title=title, subjects=", ".join(subjects))
