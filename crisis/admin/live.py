"""What is on now, as staff see it: who, when, which level, next update by, and whether visitors really see it."""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext

from crisis.models import CrisisBook, CrisisEvent, CrisisVersion, Visibility
from crisis.rendering.words import words

CHECK_SECONDS = 90  # longer than that after a change without a self-test: somebody must look


@dataclass
class LiveRow:
    """One event that is on."""

    event: CrisisEvent
    headline: str
    language: str  # of the headline
    level_label: str
    drill_label: str
    since: str
    next_update: str
    is_late: bool
    address: str
    address_label: str
    url: str
    update_url: str
    correct_url: str
    end_url: str
    visible: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody must do something."""
        return self.is_late or bool(self.faults)


@dataclass
class Live:
    """All that is on, and what is wrong with all of it."""

    rows: list[LiveRow]
    number: int
    url: str
    problem: str = ""
    is_being_checked: bool = False

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self.problem) or any(row.is_wrong for row in self.rows)


def moment(at: datetime.datetime) -> str:
    """Return a moment as short as it can be: today only the time."""
    local = timezone.localtime(at)
    time = date_format(local, "TIME_FORMAT")
    if local.date() == timezone.localdate():
        return time
    return gettext("%(date)s at %(time)s") % {"date": date_format(local, "j F"), "time": time}


def level_label(level: int) -> str:
    """Return a level with its number, as the choice names it."""
    names = {1: gettext("Notice"), 2: gettext("Serious"), 3: gettext("Crisis")}
    return gettext("Level %(number)s: %(name)s") % {"number": level, "name": names[level]}


def drill_label(event: CrisisEvent) -> str:
    """Return what kind of drill it is, empty for something real."""
    if not event.is_drill:
        return ""
    return gettext("Drill, only staff see it") if event.is_private else gettext("Drill, everybody sees it")


def live_now() -> Live:
    """Return what is on, the gravest first."""
    number = CrisisBook.objects.values_list("number", flat=True).first() or 0
    version = CrisisVersion.objects.filter(number=number).first()
    rows = [_row(event) for event in CrisisEvent.objects.on().order_by("is_drill", "-level", "-started_at")]
    live = Live(rows, number, reverse("crisis_mode:live"))
    if version is not None:
        _add_self_test(live, version)
    return live


def _row(event: CrisisEvent) -> LiveRow:
    late = event.next_update_by is not None and event.next_update_by < timezone.now()
    private = f"/kris/ovning/{event.token}/"
    return LiveRow(
        event=event,
        headline=event.headline,
        language=str(event.content.get("source", "")),
        level_label=level_label(event.level),
        drill_label=drill_label(event),
        since=gettext("Since %(moment)s, by %(who)s") % {"moment": moment(event.started_at), "who": event.started_by},
        next_update=_next_update(event, late),
        is_late=late,
        address=private if event.is_private else "",
        address_label=gettext("Show the drill's secret page") if event.is_private else "",
        url=reverse("crisis_mode:event", args=[event.uid]),
        update_url=reverse("crisis_mode:update", args=[event.uid]),
        correct_url=reverse("crisis_mode:correct", args=[event.uid]),
        end_url=reverse("crisis_mode:end", args=[event.uid]),
    )


def _next_update(event: CrisisEvent, late: bool) -> str:
    if event.next_update_by is None:
        return ""
    if not late:
        return gettext("Next update by %(moment)s") % {"moment": moment(event.next_update_by)}
    minutes = int((timezone.now() - event.next_update_by).total_seconds() // 60)
    told = ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    if minutes >= 120:
        told = ngettext("%(count)d hour ago", "%(count)d hours ago", minutes // 60) % {"count": minutes // 60}
    sentence = gettext("The next update was promised by %(moment)s, %(ago)s.")
    return sentence % {"moment": moment(event.next_update_by), "ago": told}


def _add_self_test(live: Live, version: CrisisVersion) -> None:
    """Say what a visitor was seen to get since the last change."""
    seen = list(Visibility.objects.filter(version=version))
    if not seen:
        age = (timezone.now() - version.at).total_seconds()
        live.is_being_checked = bool(live.rows) and age < CHECK_SECONDS
        if age >= CHECK_SECONDS and live.rows:
            live.problem = gettext("Nobody has checked what visitors see since the last change.")
        return
    if not live.rows:
        live.problem = " · ".join(dict.fromkeys(_fault(look) for look in seen if not look.ok))
    for row in live.rows:
        own = f"/kris/ovning/{row.event.token}/"
        looks = [look for look in seen if look.url.startswith(own if row.event.is_private else "/")]
        if not row.event.is_private:
            looks = [look for look in looks if not look.url.startswith("/kris/ovning/")]
        _add_looks(row, looks)


def _add_looks(row: LiveRow, looks: list[Visibility]) -> None:
    """Say of one event that visitors see it, or in which language they do not."""
    said = words(get_language() or "")
    wrong = [
        f"{said.name_of(look.language)} ({look.node}): {look.problem or look.url}" for look in looks if not look.ok
    ]
    if wrong:
        row.faults = [gettext("Visitors do not see what is recorded."), *dict.fromkeys(wrong)]
        return
    if not looks:
        return
    count = len({look.language for look in looks})
    slowest = max((look.seconds for look in looks if look.seconds is not None), default=0.0)
    sentence = ngettext(
        "Seen in %(count)d language, %(seconds)s seconds after the switch.",
        "Seen in all %(count)d languages, %(seconds)s seconds after the switch.",
        count,
    )
    row.visible = sentence % {"count": count, "seconds": number_format(slowest, 1)}


def _fault(look: Visibility) -> str:
    """Return what was wrong, in which language and on which machine."""
    return f"{words(get_language() or '').name_of(look.language)} ({look.node}): {look.problem or look.url}"
