"""Units for schema.org: how and when to reach them."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.addresses import absolute, permanent
from core.structured_data import Thing, municipality_address, postal_address
from people.models import Channel, Unit
from people.schedule import DayHours, Interval, channels_of, coming_exceptions, weekly_hours

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_TIME = datetime.time(0, 0)


def unit_organisation(unit: Unit, language: str, url: str | None = None) -> Thing:
    """Return a unit as an organisation with its place, its hours and the days ahead that differ from them."""
    channels = channels_of(unit)
    return {
        "@type": "GovernmentOrganization",
        "@id": permanent("unit", unit.uid),
        "name": unit.name_in(language),
        "url": absolute(url) if url else None,
        "telephone": unit.telephone,
        "email": unit.email,
        "address": postal_address(unit.visiting_address),
        "parentOrganization": {"@id": municipality_address()},
        "location": _place(unit, language),
        "contactPoint": [_contact_point(unit, channel) for channel in channels if channel == Channel.TELEPHONE],
    }


def _place(unit: Unit, language: str) -> Thing | None:
    """Return where the unit is; visitors' hours when it has any, else those of its drop-in."""
    channel = next((channel for channel in (Channel.VISIT, Channel.DROP_IN) if channel in channels_of(unit)), None)
    if channel is None and not unit.visiting_address:
        return None
    return {
        "@type": "Place",
        "name": unit.name_in(language),
        "address": postal_address(unit.visiting_address),
        "geo": _position(unit),
        "openingHoursSpecification": weekly_specifications(unit, channel) if channel else [],
        "specialOpeningHoursSpecification": special_specifications(unit, channel) if channel else [],
        "amenityFeature": _amenities(unit),
    }


def _position(unit: Unit) -> Thing | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(unit.latitude), "longitude": float(unit.longitude)}


def _contact_point(unit: Unit, channel: str) -> Thing:
    return {
        "@type": "ContactPoint",
        "contactType": "customer service",
        "telephone": unit.telephone,
        "email": unit.email,
        "hoursAvailable": [*weekly_specifications(unit, channel), *special_specifications(unit, channel)],
    }


def weekly_specifications(unit: Unit, channel: str) -> list[Thing]:
    """Return the ordinary hours, days with the same hours together."""
    days: dict[Interval, list[str]] = {}
    for weekday, name in enumerate(DAYS):
        for interval in weekly_hours(unit, channel, weekday):
            days.setdefault(interval, []).append(f"https://schema.org/{name}")
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": f"{interval.opens:%H:%M}",
            "closes": f"{interval.closes:%H:%M}",
        }
        for interval, names in sorted(days.items())
    ]


def special_specifications(unit: Unit, channel: str) -> list[Thing]:
    """Return the hours of the days ahead that differ from the week's, with their dates."""
    ahead = coming_exceptions(unit, channel, timezone.localdate())
    return [item for hours in ahead for item in _dated(hours)]


def _dated(hours: DayHours) -> list[Thing]:
    """Return one day's hours; closed is written as from nought to nought, as schema.org's readers expect."""
    intervals = hours.intervals or (Interval(NO_TIME, NO_TIME),)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": hours.day.isoformat(),
            "validThrough": hours.day.isoformat(),
            "opens": f"{interval.opens:%H:%M}",
            "closes": f"{interval.closes:%H:%M}",
            "description": hours.reason,
        }
        for interval in intervals
    ]


def _amenities(unit: Unit) -> list[Thing]:
    known = {
        _("Step-free entrance"): unit.step_free_entrance,
        _("Lift"): unit.lift,
        _("Hearing loop"): unit.hearing_loop,
        _("Accessible toilet"): unit.accessible_toilet,
        _("Accessible parking"): unit.accessible_parking,
    }
    return [
        {"@type": "LocationFeatureSpecification", "name": name, "value": value}
        for name, value in known.items()
        if value is not None
    ]
