"""What templates ask about units: name, hours, contacts, premises, staff."""

import datetime
from itertools import groupby
from typing import Any

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.structured_data import municipality, script
from people.models import Channel, Employee, Unit
from people.schedule import DayHours, Status, channels_of, coming_exceptions, status_at, weekly_hours
from people.structured_data import unit_organisation

register = template.Library()


@register.simple_tag
def unit_name(unit: Unit | None) -> str:
    """Return the unit's name in the current language, empty for no unit."""
    return unit.name_in(get_language() or settings.LANGUAGE_CODE) if unit else ""


@register.simple_tag
def opening_hours(unit: Unit) -> list[dict[str, Any]]:
    """Return the hours of each channel: status now, the week, the exceptions ahead."""
    now = timezone.localtime()
    return [_channel_hours(unit, channel, now) for channel in channels_of(unit)]


def _channel_hours(unit: Unit, channel: str, now: datetime.datetime) -> dict[str, Any]:
    status = status_at(unit, channel, now)
    return {
        "channel": channel,
        "label": Channel(channel).label,
        "status": {"is_open": status.is_open, "text": status_text(status, now)},
        "days": [_weekday(unit, channel, weekday, now) for weekday in range(7)],
        "exceptions": _exception_lines(coming_exceptions(unit, channel, now.date())),
    }


def _weekday(unit: Unit, channel: str, weekday: int, now: datetime.datetime) -> dict[str, Any]:
    return {
        "label": str(WEEKDAYS[weekday]),
        "intervals": [str(interval) for interval in weekly_hours(unit, channel, weekday)],
        "is_today": weekday == now.weekday(),
    }


def status_text(status: Status, now: datetime.datetime) -> str:
    """Say in words whether it is open and when that changes."""
    if status.changes_at is None:
        return _("Closed")
    clock = formats.time_format(status.changes_at, "H:i")
    if status.is_open:
        return _("Open now, closes at %(time)s") % {"time": clock}
    days = (status.changes_at.date() - now.date()).days
    if days == 0:
        return _("Closed, opens today at %(time)s") % {"time": clock}
    if days == 1:
        return _("Closed, opens tomorrow at %(time)s") % {"time": clock}
    if days < 7:
        weekday = str(WEEKDAYS[status.changes_at.weekday()])
        return _("Closed, opens %(weekday)s at %(time)s") % {"weekday": weekday, "time": clock}
    date = formats.date_format(status.changes_at, "MONTH_DAY_FORMAT")
    return _("Closed, opens %(date)s at %(time)s") % {"date": date, "time": clock}


def _exception_lines(days: list[DayHours]) -> list[dict[str, str]]:
    """Join neighbouring days with the same hours and reason into one line."""
    lines = []
    for _key, group in groupby(enumerate(days), key=lambda pair: (pair[1].day.toordinal() - pair[0], *_same(pair[1]))):
        run = [day for _index, day in group]
        hours = ", ".join(str(interval) for interval in run[0].intervals) or _("Closed")
        lines.append({"label": date_range(run[0].day, run[-1].day), "text": f"{hours} ({run[0].reason})"})
    return lines


def _same(day: DayHours) -> tuple[Any, str]:
    return day.intervals, day.reason


def date_range(first: datetime.date, last: datetime.date) -> str:
    """Write one date, or the first and the last."""
    start = formats.date_format(first, "DATE_FORMAT")
    return start if first == last else f"{start} – {formats.date_format(last, 'DATE_FORMAT')}"


@register.simple_tag
def unit_contacts(unit: Unit) -> list[Any]:
    """Return the contacts written in the current language, else those in the source language."""
    rows = list(unit.contacts.all())
    return [row for row in rows if row.language == get_language()] or [
        row for row in rows if row.language == settings.LANGUAGE_CODE
    ]


@register.simple_tag
def unit_staff(unit: Unit) -> list[Employee]:
    """Return the people of a unit that the public may see, the manager first."""
    staff = unit.employees.listed().with_details()
    return sorted(staff, key=lambda person: (person.pk != unit.manager_id, person.last_name, person.first_name))


@register.simple_tag
def premises(unit: Unit) -> list[dict[str, str]]:
    """Return what is known about getting in and around: icon, question, answer."""
    facts = [
        ("wheelchair", _("Step-free entrance"), unit.step_free_entrance),
        ("lift", _("Lift"), unit.lift),
        ("ear", _("Hearing loop"), unit.hearing_loop),
        ("toilet", _("Accessible toilet"), unit.accessible_toilet),
        ("parking", _("Accessible parking"), unit.accessible_parking),
    ]
    known = [
        {"icon": icon, "label": label, "answer": _("Yes") if answer else _("No")}
        for icon, label, answer in facts
        if answer is not None
    ]
    bus = [{"icon": "bus", "label": _("Nearest bus stop"), "answer": unit.bus_stop}] if unit.bus_stop else []
    return known + bus


@register.simple_tag
def unit_data(unit: Unit, url: str = "") -> SafeString:
    """Return a unit for search engines."""
    return script(unit_organisation(unit, get_language() or settings.LANGUAGE_CODE, url))


@register.simple_tag
def municipality_data(unit: Unit | None = None) -> SafeString:
    """Return the municipality for search engines, with the hours of the unit that receives people for it."""
    language = get_language() or settings.LANGUAGE_CODE
    own = municipality(language)
    if unit:
        desk = unit_organisation(unit, language)
        own |= {"location": desk["location"], "contactPoint": desk["contactPoint"]}
    return script(own)
