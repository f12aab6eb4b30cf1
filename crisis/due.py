"""What staff must be told now: a crisis that stays on, a promise not kept, drills that nobody holds.

The dashboard shows it as long as it is so; crisis.reminders mails each of it once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crisis.content import SERIOUS
from crisis.models import CrisisEvent, CrisisSettings, DutyPerson
from crisis.queries import last_drill_at, who_worked_the_switch

LATE, STILL_ON, NO_DRILL, FEW_STAFF = "late", "on", "drill", "staff"


@dataclass(frozen=True)
class Due:
    """One thing to tell. `key` is the same as long as it is the same thing; A mail finds its words by `ids`."""

    kind: str
    key: str
    text: str
    event: CrisisEvent | None = None
    ids: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_grave(self) -> bool:
        """Tell whether the public is misled as long as nobody acts."""
        return self.kind == LATE


def due_now(now: datetime.datetime | None = None) -> list[Due]:
    """Return what must be told, the gravest first, in words of the active language."""
    moment = now or timezone.now()
    settings: CrisisSettings = CrisisSettings.load()
    events = list(CrisisEvent.objects.on())
    about_events = [*_late(events, moment), *_still_on(events, settings, moment)]
    if any(event.level >= SERIOUS and not event.is_drill for event in events):
        return about_events  # nobody practises in the middle of the real thing
    return [
        *about_events,
        *_no_drill(settings, moment),
        *_few_staff(settings, moment),
    ]


def _late(events: list[CrisisEvent], now: datetime.datetime) -> Iterator[Due]:
    """A page that promises news by a time that has passed makes people doubt all of it."""
    for event in events:
        if event.next_update_by is not None and event.next_update_by <= now:
            words = _("“%(headline)s” promised news by %(time)s. Write an update now.")
            text = words % {"headline": name(event), "time": spoken(event.next_update_by)}
            key = f"{event.uid}:{LATE}:{int(event.next_update_by.timestamp())}"
            yield Due(LATE, key, text, event, {"event": str(event.uid)})


def _still_on(events: list[CrisisEvent], settings: CrisisSettings, now: datetime.datetime) -> Iterator[Due]:
    """Nothing switches itself off, so somebody must be asked whether it still holds."""
    for event in events:
        days = (now - event.started_at).days
        passed = [limit for limit in (settings.first_reminder_days, settings.second_reminder_days) if days >= limit]
        if passed:
            words = ngettext(
                "“%(headline)s” has been on for %(days)d day. Update it, or end it.",
                "“%(headline)s” has been on for %(days)d days. Update it, or end it.",
                days,
            )
            text = words % {"headline": name(event), "days": days}
            ids: dict[str, str | int] = {"event": str(event.uid), "days": max(passed)}
            yield Due(STILL_ON, f"{event.uid}:{STILL_ON}:{max(passed)}", text, event, ids)


def _no_drill(settings: CrisisSettings, now: datetime.datetime) -> Iterator[Due]:
    """Who has not practised switches late, or not at all."""
    last = last_drill_at()
    if last is None:
        text = _("No drill has been held yet. Hold one: it takes ten minutes.")
        yield Due(NO_DRILL, f"{NO_DRILL}:never:{half_year(now)}", text)
        return
    months = settings.drill_months
    passed = whole_months(last, now)
    if passed >= months:
        words = _("The last drill was on %(date)s. Hold one: it takes ten minutes.")
        text = words % {"date": date_format(timezone.localtime(last), "DATE_FORMAT")}
        yield Due(NO_DRILL, f"{NO_DRILL}:{int(last.timestamp())}:{passed // months}", text)


def _few_staff(settings: CrisisSettings, now: datetime.datetime) -> Iterator[Due]:
    """One person who knows the switch is one holiday away from none."""
    least, count = settings.least_staff, practised_count()
    if count < least:
        words = ngettext(
            "%(count)d person on duty has worked the switch in the last twelve months; there should be %(least)d.",
            "%(count)d people on duty have worked the switch in the last twelve months; there should be %(least)d.",
            count,
        )
        yield Due(FEW_STAFF, f"{FEW_STAFF}:{half_year(now)}:{least}", words % {"count": count, "least": least})


def practised_count() -> int:
    """Count who has worked the switch in twelve months, drills included: of the duty list where it names accounts."""
    worked = who_worked_the_switch()
    on_duty = {f"user:{pk}" for pk in DutyPerson.objects.exclude(user=None).values_list("user_id", flat=True)}
    people = {key for key in worked if key.startswith("user:")}
    shells = {key for key in worked if key.startswith("shell:")}
    return len((people & on_duty if on_duty else people) | shells)


def whole_months(since: datetime.datetime, until: datetime.datetime) -> int:
    """Return how many months have passed, by the municipality's calendar."""
    first, last = timezone.localtime(since), timezone.localtime(until)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - ((last.day, last.time()) < (first.day, first.time()))


def name(event: CrisisEvent) -> str:
    """Return what an event is called among staff: a drill says so."""
    return _("Drill: %(headline)s") % {"headline": event.headline} if event.is_drill else event.headline


def spoken(at: datetime.datetime) -> str:
    """Return a moment in the municipality's time."""
    return str(date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT"))


def half_year(at: datetime.datetime) -> str:
    """Return the half-year of a moment, such as 2026-2: what goes on for years is told again so often."""
    local = timezone.localtime(at)
    return f"{local.year}-{1 if local.month < 7 else 2}"
