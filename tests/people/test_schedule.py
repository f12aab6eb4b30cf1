"""Opening hours: exceptions before holidays before the week."""

import dataclasses
import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from people.models import OpeningException, Unit
from people.schedule import coming_exceptions, hours_on, status_at
from people.templatetags.people_tags import opening_hours, status_text
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEK = {"visit": {day: ["08:00-12:00", "13:00-16:30"] for day in range(5)}}


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(hours=WEEK)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def hours(unit: Unit, day: str) -> list[str]:
    return [str(interval) for interval in hours_on(unit, "visit", datetime.date.fromisoformat(day)).intervals]


def test_a_weekday_has_its_intervals_in_order(unit: Unit) -> None:
    assert hours(unit, "2026-11-23") == ["08:00–12:00", "13:00–16:30"]


def test_it_is_closed_for_lunch_and_says_when_it_opens(unit: Unit) -> None:
    status = status_at(unit, "visit", at("2026-11-23 12:15"))
    assert not status.is_open
    assert status.changes_at == at("2026-11-23 13:00")


def test_closing_time_is_closed(unit: Unit) -> None:
    assert status_at(unit, "visit", at("2026-11-23 16:29")).is_open
    assert not status_at(unit, "visit", at("2026-11-23 16:30")).is_open


@pytest.mark.parametrize("day", ["2026-06-19", "2026-12-24", "2026-12-31", "2027-03-26", "2027-05-06"])
def test_midsummer_christmas_new_year_good_friday_and_ascension_day_are_closed(unit: Unit, day: str) -> None:
    assert hours(unit, day) == []


@pytest.mark.parametrize("day", ["2026-04-02", "2026-12-23", "2026-12-30"])
def test_the_day_before_a_holiday_is_an_ordinary_day(unit: Unit, day: str) -> None:
    assert hours(unit, day) == ["08:00–12:00", "13:00–16:30"]


def test_in_norway_17_may_is_closed_and_christmas_eve_is_not(unit: Unit, settings: pytest.FixtureRequest) -> None:
    settings.MUNICIPALITY = dataclasses.replace(settings.MUNICIPALITY, country="NO")
    assert hours(unit, "2027-05-17") == []
    assert hours(unit, "2026-12-24") == ["08:00–12:00", "13:00–16:30"]


def test_a_unit_that_is_open_on_holidays_keeps_its_hours(unit: Unit) -> None:
    unit.closed_on_public_holidays = False
    assert hours(unit, "2026-12-24") == ["08:00–12:00", "13:00–16:30"]


def test_an_exception_beats_the_holiday_and_the_week(unit: Unit) -> None:
    exception = OpeningException(
        unit=unit,
        starts_on=datetime.date(2026, 12, 24),
        ends_on=datetime.date(2026, 12, 24),
        is_closed=False,
        opens=datetime.time(9),
        closes=datetime.time(11),
        reason="holiday",
    )
    exception.full_clean()
    exception.save()
    assert hours(unit, "2026-12-24") == ["09:00–11:00"]


def test_an_exception_for_one_channel_beats_the_one_for_all(unit: Unit) -> None:
    days = {"starts_on": datetime.date(2026, 11, 24), "ends_on": datetime.date(2026, 11, 24), "reason": "works"}
    OpeningException.objects.create(unit=unit, **days)
    assert hours(unit, "2026-11-24") == []
    OpeningException.objects.create(
        unit=unit, channel="visit", is_closed=False, opens=datetime.time(10), closes=datetime.time(12), **days
    )
    assert hours(Unit.objects.get(pk=unit.pk), "2026-11-24") == ["10:00–12:00"]


def test_over_christmas_it_opens_on_the_next_working_day(unit: Unit) -> None:
    status = status_at(unit, "visit", at("2026-12-23 17:00"))
    assert status.changes_at == at("2026-12-28 08:00")


def test_the_night_the_clocks_change_is_an_hour_longer_but_opening_time_stands(unit: Unit) -> None:
    status = status_at(unit, "visit", at("2026-10-25 01:00"))
    assert status.changes_at == at("2026-10-26 08:00")


def test_exceptions_ahead_leave_out_holidays_that_fall_on_closed_days(unit: Unit) -> None:
    ahead = coming_exceptions(unit, "visit", datetime.date(2026, 12, 20), days=14)
    assert [line.day.isoformat() for line in ahead] == ["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01"]


def test_a_unit_without_hours_says_closed(unit: Unit) -> None:
    bare = UnitFactory()
    assert opening_hours(bare) == []
    assert status_at(bare, "visit", at("2026-11-23 10:00")).changes_at is None


@pytest.mark.parametrize(
    ("language", "expected"), [("sv", "Öppet nu, stänger 12:00"), ("en", "Open now, closes at 12:00")]
)
def test_status_is_said_in_the_visitors_language(unit: Unit, language: str, expected: str) -> None:
    with translation.override(language):
        now = at("2026-11-23 09:00")
        assert status_text(status_at(unit, "visit", now), now) == expected


def test_reading_the_hours_of_prefetched_rows_takes_no_query(
    unit: Unit, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    loaded = Unit.objects.with_public_details().get(pk=unit.pk)
    with django_assert_num_queries(0):
        opening_hours(loaded)
