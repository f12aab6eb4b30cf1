"""Days when offices are closed in the municipality's country (the `holidays` package, with the de-facto days)."""

import datetime
from functools import lru_cache

import holidays
from django.conf import settings
from django.utils.translation import get_language, gettext

# The package's own names of our languages.
_NAMES = {"sv": "sv", "nb": "no", "en": "en_US"}


@lru_cache(maxsize=64)
def _calendar(country: str, year: int, language: str | None) -> dict[datetime.date, str]:
    if country == "SE":
        # Not "bank": it lists afternoons before a holiday (Maundy Thursday "from 2pm") as if they were whole days.
        # Not Sundays: in Swedish law each is a holiday, but the weekly hours already say that.
        days: holidays.HolidayBase = holidays.SE(
            years=year, include_sundays=False, categories=("public", "de_facto"), language=language
        )
    else:
        days = holidays.NO(years=year, include_sundays=False, language=language)
    return dict(days.items())


def public_holiday(day: datetime.date) -> str | None:
    """Return the name of the holiday in the current language, None on an ordinary day."""
    country = settings.MUNICIPALITY.country
    wanted = _NAMES.get(get_language() or settings.LANGUAGE_CODE)
    known = wanted in holidays.list_localized_countries().get(country, [])
    name = _calendar(country, day.year, wanted if known else None).get(day)
    return name if known or name is None else gettext("Public holiday")
