"""Mails to those on duty about what is due: each thing is told once, to everybody in their own language."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from crisis.due import Due, due_now, name, practised_count
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisSettings, DutyPerson
from crisis.operators import Operator
from crisis.queries import last_drill_at
from crisis.record import Source, add_entry, bounded, lock_book
from outbox.actions import enqueue_mail
from outbox.mails import Ids, Mail, mails

logger = logging.getLogger("torget.crisis")
CLOCK = Operator(name="manage.py work", key="work")
TEMPLATES = {"late": "crisis_late", "on": "crisis_still_on", "drill": "crisis_no_drill", "staff": "crisis_few_staff"}


def send_reminders(now: datetime.datetime | None = None) -> int:
    """Write the mails of what is due and not told yet; return how many. Without a recipient nothing counts as told."""
    with translation.override(settings.LANGUAGE_CODE):
        waiting = [item for item in due_now(now) if not _is_told(item)]
    people = recipients() if waiting else {}
    if waiting and not people:
        logger.warning("nobody on the duty list can be reminded by mail")
        return 0
    return sum(_send(item, people) for item in waiting)


def send_due() -> None:
    """Do so now: what the clock calls."""
    send_reminders()


def _send(item: Due, people: Mapping[str, str]) -> int:
    """Write one thing's mails and its entry in the log, all or none."""
    with bounded():
        book = lock_book()
        if _is_told(item):
            return 0
        for address, language in people.items():
            enqueue_mail(
                to=address,
                template=TEMPLATES[item.kind],
                language=language,
                ids=item.ids,
                subject_type="crisis.reminder",
                subject_id=item.key[:80],
            )
        source = Source(CLOCK, "shell", _entry_id(item))
        words = {"reminder": item.kind, "text": item.text, "recipients": len(people)}
        add_entry(book, "reminder", source, at=timezone.now(), event=item.event, words=words)
    return len(people)


def _entry_id(item: Due) -> str:
    """Return the name of a reminder's entry in the log, which can be there only once."""
    return f"reminder:{item.key}"[:64]


def _is_told(item: Due) -> bool:
    return CrisisLogEntry.objects.filter(journal_id=_entry_id(item)).exists()


def recipients() -> dict[str, str]:
    """Return addresses and their languages: the duty list, and the further address of the settings.

    While the duty list names nobody, it is everybody with the role of crisis staff.
    """
    found: dict[str, str] = {}
    for person in DutyPerson.objects.filter(has_reminders=True).exclude(email="").select_related("user"):
        found.setdefault(person.email, language_of(person.user))
    if not DutyPerson.objects.exists():
        staff = User.objects.filter(Q(groups__name=Role.CRISIS_STAFF), is_active=True).exclude(email="")
        found |= {user.email: language_of(user) for user in staff}
    further = CrisisSettings.load().mail
    if further:
        found.setdefault(further, settings.LANGUAGE_CODE)
    return found


def language_of(user: User | None) -> str:
    """Return the language a member of staff has chosen in the admin, the first one otherwise."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE


def register_mails() -> None:
    """Tell the outbox which mails there are."""
    mails.register(Mail(name="crisis_late", label=_("Crisis: an update is due"), context=_event))
    mails.register(Mail(name="crisis_still_on", label=_("Crisis: still on"), context=_event))
    mails.register(Mail(name="crisis_no_drill", label=_("Crisis: a drill is due"), context=_drill))
    mails.register(Mail(name="crisis_few_staff", label=_("Crisis: too few have practised"), context=_staff))


def _event(ids: Ids) -> Mapping[str, Any]:
    """Return what a mail about an event shows, as it is when the mail is written."""
    event = CrisisEvent.objects.get(uid=str(ids["event"]))
    days = (timezone.now() - event.started_at).days
    return {"event": event, "name": name(event), "days": days, "url": _admin_url()}


def _drill(ids: Ids) -> Mapping[str, Any]:
    return {"last": last_drill_at(), "months": CrisisSettings.load().drill_months, "url": _admin_url()}


def _staff(ids: Ids) -> Mapping[str, Any]:
    return {"count": practised_count(), "least": CrisisSettings.load().least_staff, "url": _admin_url()}


def _admin_url() -> str:
    return f"{settings.BASE_URL}{reverse('wagtailadmin_home')}"
