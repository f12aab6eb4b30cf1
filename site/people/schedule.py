"""What the opening hours mean on a given day: exceptions first, then public holidays, then the week."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from core.public_holidays import public_holiday
from people.models import Channel, OpeningException, Unit

LOOK_AHEAD = datetime.timedelta(days=60)


@dataclass(frozen=True, order=True)
class Interval:
    """Open from `opens` to `closes`, local time, the same day."""

    opens: datetime.time
    closes: datetime.time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True)
class DayHours:
    """The hours of one day and, when they differ from the week's, why."""

    day: datetime.date
    intervals: tuple[Interval, ...]
    reason: str = ""


@dataclass(frozen=True)
class Status:
    """Whether it is open at a moment, and when that changes next (None: not within the look-ahead)."""

    is_open: bool
    changes_at: datetime.datetime | None


def channels_of(unit: Unit) -> list[str]:
    """Return the channels that have hours, in the order of the model's choices."""
    used = {row.channel for row in unit.opening_hours.all()}
    return [channel.value for channel in Channel if channel.value in used]


def hours_on(unit: Unit, channel: str, day: datetime.date) -> DayHours:
    """Return the hours of a channel on a day; reads only prefetched rows."""
    exceptions = _exceptions(unit, channel, day)
    if exceptions:
        open_rows = ((row.opens, row.closes) for row in exceptions if not row.is_closed)
        intervals = sorted(Interval(opens, closes) for opens, closes in open_rows if opens and closes)
        return DayHours(day, tuple(intervals), str(exceptions[0].get_reason_display()))
    holiday = public_holiday(day) if unit.closed_on_public_holidays else None
    if holiday:
        return DayHours(day, (), holiday)
    return DayHours(day, weekly_hours(unit, channel, day.weekday()))


def weekly_hours(unit: Unit, channel: str, weekday: int) -> tuple[Interval, ...]:
    """Return the ordinary hours of a weekday (0 = Monday)."""
    rows = (row for row in unit.opening_hours.all() if row.channel == channel and row.weekday == weekday)
    return tuple(sorted(Interval(row.opens, row.closes) for row in rows))


def _exceptions(unit: Unit, channel: str, day: datetime.date) -> list[OpeningException]:
    """Return the exceptions that hold that day; one for the channel itself beats one for all channels."""
    rows = [row for row in unit.opening_exceptions.all() if row.starts_on <= day <= row.ends_on]
    return [row for row in rows if row.channel == channel] or [row for row in rows if not row.channel]


def status_at(unit: Unit, channel: str, moment: datetime.datetime) -> Status:
    """Tell whether the channel is open at an aware moment in local time, and when that changes."""
    for starts, ends in _intervals_from(unit, channel, moment):
        if starts <= moment < ends:
            return Status(True, ends)
        if starts > moment:
            return Status(False, starts)
    return Status(False, None)


def _intervals_from(
    unit: Unit, channel: str, moment: datetime.datetime
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    day = moment.date()
    while day <= moment.date() + LOOK_AHEAD:
        for interval in hours_on(unit, channel, day).intervals:
            yield (
                datetime.datetime.combine(day, interval.opens, tzinfo=moment.tzinfo),
                datetime.datetime.combine(day, interval.closes, tzinfo=moment.tzinfo),
            )
        day += datetime.timedelta(days=1)


def coming_exceptions(unit: Unit, channel: str, today: datetime.date, days: int = 45) -> list[DayHours]:
    """Return the days ahead whose hours differ from the ordinary week, holidays on closed weekdays left out."""
    ahead = (hours_on(unit, channel, today + datetime.timedelta(days=offset)) for offset in range(days))
    return [
        hours for hours in ahead if hours.reason and hours.intervals != weekly_hours(unit, channel, hours.day.weekday())
    ]
