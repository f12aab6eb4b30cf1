"""Whether it is time to practise, and whether enough people know the switch."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from crisis.due import practised_count, whole_months
from crisis.models import CrisisSettings
from crisis.queries import last_drill_at


@dataclass(frozen=True)
class Line:
    """A sentence, and whether something should be done about it."""

    text: str
    is_late: bool = False


def practice_lines() -> list[Line]:
    """Return when the last drill was and how many people have worked the switch in twelve months."""
    rules = CrisisSettings.load()
    return [_last_drill(rules), _people(rules)]


def _last_drill(rules: CrisisSettings) -> Line:
    last = last_drill_at()
    if last is None:
        return Line(gettext("No drill has been held yet."), is_late=True)
    words = {"date": date_format(timezone.localtime(last), "DATE_FORMAT"), "months": rules.drill_months}
    if whole_months(last, timezone.now()) >= rules.drill_months:
        return Line(gettext("The last drill was on %(date)s: more than %(months)s months ago.") % words, is_late=True)
    return Line(gettext("The last drill was on %(date)s.") % words)


def _people(rules: CrisisSettings) -> Line:
    count = practised_count()
    text = ngettext(
        "%(count)d person has worked the switch in twelve months.",
        "%(count)d people have worked the switch in twelve months.",
        count,
    ) % {"count": count}
    if count >= rules.least_staff:
        return Line(text)
    fewest = gettext("There should be at least %(least)s.") % {"least": rules.least_staff}
    return Line(f"{text} {fewest}", is_late=True)
