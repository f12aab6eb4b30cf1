"""Dates and numbers as people here write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation


@pytest.mark.parametrize(
    ("language", "long", "moment", "number"),
    [
        ("sv", "5 mars 2026", "5 mars 2026 16:30", "13\xa0800,50"),
        ("nb", "5. mars 2026", "5. mars 2026 16:30", "13\xa0800,50"),
        ("en", "5 March 2026", "5 March 2026, 16:30", "13,800.50"),
    ],
)
def test_written_the_way_of_the_language(language, long, moment, number):
    with translation.override(language):
        assert formats.date_format(date(2026, 3, 5)) == long
        assert formats.date_format(datetime(2026, 3, 5, 16, 30), "DATETIME_FORMAT") == moment
        assert formats.localize(Decimal("13800.50")) == number


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
@pytest.mark.parametrize("typed", ["2026-03-05", "05/03/2026", "05.03.2026"])
def test_typed_dates_are_day_first_in_every_language(language, typed):
    with translation.override(language):
        assert forms.DateField(localize=True).clean(typed) == date(2026, 3, 5)


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_decimal_comma_is_understood(language):
    with translation.override(language):
        assert forms.DecimalField(localize=True).clean("13\xa0800,50") == Decimal("13800.50")


@pytest.mark.parametrize(("language", "day"), [("sv", "22 november"), ("nb", "22. november"), ("en", "22 November")])
def test_a_day_without_year_and_the_first_day_of_the_week(language, day):
    with translation.override(language):
        assert formats.date_format(date(2026, 11, 22), "MONTH_DAY_FORMAT") == day
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert formats.time_format(datetime(2026, 11, 22, 8, 5)) == "08:05"
