"""Reminders: each once, to everybody on duty in their language, as long as nothing is lost."""

import datetime
import itertools
import zoneinfo

import pytest
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from accounts.models import User
from core.jobs import jobs
from crisis.content import to_json
from crisis.due import due_now, half_year, practised_count, whole_months
from crisis.models import CrisisBook, CrisisEvent, CrisisLogEntry, CrisisSettings, DutyPerson
from crisis.operators import Operator
from crisis.record import Source, add_entry, lock_book
from crisis.reminders import recipients, send_reminders
from outbox.mails import render_mail
from outbox.models import Delivery
from tests.crisis.feed_events import UID, event

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
COUNT = itertools.count(1)


@pytest.fixture(autouse=True)
def _practised(db):
    """A house in order: a drill last month, two people who know the switch, one on the duty list."""
    on_duty("Eva Alm", "eva@norrvik.example")
    make_event(days=30, is_drill=True, ended_at=NOW - datetime.timedelta(days=29))
    for number in (90001, 90002):
        worked(f"user:{number}", timezone.now() - datetime.timedelta(days=30))


def on_duty(name, email, language="", **fields):
    """Add a person to the duty list, with an account when a language is given."""
    if language:
        fields["user"] = User.objects.create_user(email=email, password="x")
        UserProfile.objects.create(user=fields["user"], preferred_language=language)
    return DutyPerson.objects.create(name=name, role="TiB", telephone="1", email=email, **fields)


def make_event(*, days=0, hours=0, **fields):
    started = NOW - datetime.timedelta(days=days, hours=hours)
    uid = fields.pop("uid", f"{next(COUNT):08x}-93ab-4f35-a3a5-5d6bba2c4f10")
    values = {
        "uid": uid,
        "headline": "Koka vattnet",
        "level": 1,
        "started_at": started,
        "started_by": "Kim",
        "changed_at": started,
        "changed_by": "Kim",
        "content": to_json(event(uid=uid)),
    }
    if fields.get("ended_at"):
        values |= {"end": "over", "ended_by": "Kim"}
    return CrisisEvent.objects.create(**(values | fields))


def worked(key, at):
    add_entry(lock_book(), "on", Source(Operator("Kim", key), "admin"), at=at)


def kinds(now=NOW):
    return [item.kind for item in due_now(now)]


def mailed():
    return [(row.destination, row.payload["template"]) for row in Delivery.objects.order_by("pk")]


def test_a_house_in_order_hears_nothing():
    assert due_now(NOW) == []
    assert send_reminders(NOW) == 0
    assert mailed() == []


@pytest.mark.parametrize(("days", "told"), [(3, []), (4, ["on"]), (6, ["on"]), (7, ["on"]), (30, ["on"])])
def test_what_stays_on_is_told(days, told):
    make_event(days=days, hours=1)
    assert kinds() == told


def test_after_four_and_after_seven_days_once_each():
    make_event(days=0)
    sent = [send_reminders(NOW + datetime.timedelta(days=day, hours=hour)) for day in range(12) for hour in (1, 2)]
    assert [index // 2 for index, count in enumerate(sent) if count] == [4, 7]
    assert mailed() == [("eva@norrvik.example", "crisis_still_on")] * 2


def test_the_days_are_those_of_the_settings():
    settings = CrisisSettings.load()
    settings.first_reminder_days, settings.second_reminder_days = 1, 2
    settings.save()
    make_event(days=1)
    assert kinds() == ["on"]


def test_what_has_ended_is_not_told():
    make_event(days=9, ended_at=NOW, next_update_by=NOW - datetime.timedelta(hours=1))
    assert kinds() == []


def test_a_broken_promise_is_told_once_and_again_for_the_next():
    row = make_event(level=3, next_update_by=NOW)
    assert kinds(NOW - datetime.timedelta(seconds=1)) == []
    due = due_now(NOW)
    assert [item.kind for item in due] == ["late"]
    assert due[0].is_grave
    assert "Koka vattnet" in due[0].text
    assert [send_reminders(NOW), send_reminders(NOW)] == [1, 0]
    row.next_update_by = NOW + datetime.timedelta(hours=1)
    row.save()
    assert send_reminders(NOW) == 0
    assert send_reminders(NOW + datetime.timedelta(hours=2)) == 1


def test_no_drill_is_told_every_half_year():
    CrisisEvent.objects.filter(is_drill=True).update(started_at=NOW - datetime.timedelta(days=190))
    assert kinds() == ["drill"]
    assert send_reminders(NOW) == 1
    assert send_reminders(NOW + datetime.timedelta(days=30)) == 0
    assert send_reminders(NOW + datetime.timedelta(days=183)) > 0


def test_a_private_drill_counts_as_one():
    CrisisEvent.objects.filter(is_drill=True).update(token="x")
    assert kinds() == []


def test_who_never_held_a_drill_is_told():
    CrisisEvent.objects.filter(is_drill=True).update(is_drill=False)
    assert kinds() == ["drill"]
    assert send_reminders(NOW) == 1
    assert send_reminders(NOW) == 0


def test_nobody_is_asked_to_practise_during_the_real_thing():
    CrisisEvent.objects.filter(is_drill=True).update(is_drill=False)
    make_event(level=3)
    assert kinds() == []


def test_too_few_who_know_the_switch():
    settings = CrisisSettings.load()
    settings.least_staff = 3
    settings.save()
    assert kinds() == ["staff"]
    worked("shell:anna@node1", timezone.now())
    assert kinds() == []


def test_only_people_of_the_duty_list_count_when_it_names_accounts():
    assert practised_count() == 2
    person = on_duty("Bo Ek", "bo@norrvik.example", "nb")
    assert practised_count() == 0
    worked(f"user:{person.user_id}", timezone.now())
    assert practised_count() == 1


def test_machines_and_work_of_last_year_do_not_count():
    worked("file", timezone.now())
    worked("work", timezone.now())
    worked("user:90003", timezone.now() - datetime.timedelta(days=370))
    assert practised_count() == 2


def test_everybody_gets_it_in_their_own_language():
    on_duty("Bo Ek", "bo@norrvik.example", "nb")
    on_duty("Ann Lee", "ann@norrvik.example", "en", has_reminders=False)
    on_duty("Nisse", "")
    settings = CrisisSettings.load()
    settings.mail = "vakt@norrvik.example"
    settings.save()
    assert recipients() == {
        "eva@norrvik.example": "sv",
        "bo@norrvik.example": "nb",
        "vakt@norrvik.example": "sv",
    }


def test_without_a_duty_list_crisis_staff_are_told(django_user_model):
    from django.contrib.auth.models import Group

    DutyPerson.objects.all().delete()
    user = django_user_model.objects.create_user(email="kris@norrvik.example", password="x")
    user.groups.add(Group.objects.get_or_create(name="crisis-staff")[0])
    assert recipients() == {"kris@norrvik.example": "sv"}


def test_without_anybody_nothing_counts_as_told():
    DutyPerson.objects.all().delete()
    make_event(days=4)
    assert send_reminders(NOW) == 0
    assert not CrisisLogEntry.objects.filter(kind="reminder").exists()
    on_duty("Eva Alm", "eva@norrvik.example")
    assert send_reminders(NOW) == 1


def test_the_log_says_what_was_told_and_its_chain_holds():
    row = make_event(days=4, uid=UID)
    send_reminders(NOW)
    entry = CrisisLogEntry.objects.get(kind="reminder")
    assert entry.event == row
    assert entry.payload["recipients"] == 1
    assert CrisisBook.objects.get().chain_count == CrisisLogEntry.objects.count()


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
@pytest.mark.parametrize("template", ["crisis_late", "crisis_still_on", "crisis_no_drill", "crisis_few_staff"])
def test_mails_are_written_in_each_language(language, template):
    make_event(days=5, uid=UID, next_update_by=NOW)
    mail = render_mail(template, language, {"event": UID, "days": 4})
    assert "\n" not in mail.subject
    assert "/admin/" in mail.text
    assert "/admin/" in mail.html
    assert ("Koka vattnet" in mail.subject) == (template in ("crisis_late", "crisis_still_on"))


def test_months_are_those_of_the_calendar():
    def at(text):
        return datetime.datetime.fromisoformat(text).replace(tzinfo=zoneinfo.ZoneInfo("Europe/Stockholm"))

    assert whole_months(at("2026-01-31T10:00"), at("2026-07-30T10:00")) == 5
    assert whole_months(at("2026-01-15T10:00"), at("2026-07-15T09:59")) == 5
    assert whole_months(at("2026-01-15T10:00"), at("2026-07-15T10:00")) == 6
    assert half_year(at("2027-01-01T00:30")) == "2027-1"


def test_the_clock_does_it_every_minute():
    job = jobs.get("crisis reminders")
    assert job.every == datetime.timedelta(minutes=1)
    job.run()


def test_a_drill_that_stays_on_is_called_one():
    make_event(days=4, is_drill=True)
    with translation.override("en"):
        assert due_now(NOW)[0].text.startswith("“Drill: Koka vattnet” has been on for 4 days.")
