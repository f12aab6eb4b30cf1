"""Updating, correcting and ending on the screen; what is wrong stands in red."""

import datetime
import uuid

import pytest
from django.utils import timezone

from crisis import actions, publishing
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisVersion
from crisis.queries import current_number, current_state
from tests.crisis.admin_staff import ANNA, live_page, switched_on, text_of, untouched, url
from tests.factories.crisis import make_scenario

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(own_folder):
    make_scenario(next_update_hours=2)


def test_nothing_of_a_text_runs_in_the_preview_or_the_log(kris):
    event = switched_on(kris)
    sent = {"text": 'a "quoted" <b & c', "next_update": "", "seen_number": 1}
    page = kris.post(url("update", event.uid), {**sent, "preview": "whole"}).content.decode()
    assert "<b & c" not in page
    kris.post(url("update", event.uid), sent)
    assert "<b & c" not in kris.get(url("event", event.uid)).content.decode()


def test_pressing_twice_updates_corrects_and_ends_once(kris):
    event = switched_on(kris)
    update = {"text": "Tankbil på torget.\r\n\r\nTa med kärl.", "next_update": "2", "seen_number": 1}
    for _time in range(2):
        assert kris.post(url("update", event.uid), update).status_code == 302
    form = kris.get(url("correct", event.uid)).context["form"]
    correction = untouched(form)
    correction |= {"headline": "Koka allt vatten"}
    for _time in range(2):
        assert kris.post(url("correct", event.uid), correction).status_code == 302
    for _time in range(2):
        assert kris.post(url("end", event.uid), {"end": "over", "text": "", "seen_number": 3}).status_code == 302
    assert current_number() == 4


def test_after_a_conflict_one_more_press_does_it(kris):
    event = switched_on(kris)
    actions.update(by=ANNA, uid=event.uid, text="Från Anna")
    sent = {"text": "Från Kris", "next_update": "", "seen_number": 1}
    answer = kris.post(url("update", event.uid), sent)
    assert answer.status_code == 409
    assert "Från Anna" in text_of(answer)
    again = {
        **sent,
        "text": answer.context["form"]["text"].value(),
        "seen_number": answer.context["form"]["seen_number"].value(),
    }
    assert kris.post(url("update", event.uid), again).status_code == 302
    said = [update.texts["sv"] for update in current_state().events[0].updates]
    assert said == ["Från Kris", "Från Anna"]


def test_what_somebody_ended_meanwhile_cannot_be_updated(kris):
    event = switched_on(kris)
    actions.end(by=ANNA, uid=event.uid)
    answer = kris.post(url("update", event.uid), {"text": "Nytt", "next_update": "", "seen_number": 2})
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "Nytt"
    assert kris.get(url("update", event.uid))["Location"] == url("event", event.uid)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_update_needs_words(kris, text):
    event = switched_on(kris)
    answer = kris.post(url("update", event.uid), {"text": text, "next_update": "", "seen_number": 1})
    assert answer.status_code == 422
    assert current_number() == 1


def test_a_disk_that_takes_nothing_is_said_and_the_old_state_stays(kris, monkeypatch):
    switched_on(kris, level=1)
    before = (publishing.root() / "live").readlink()

    def full(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.CrisisFolder, "write", full)
    event = CrisisEvent.objects.get()
    answer = kris.post(url("update", event.uid), {"text": "Nytt", "next_update": "", "seen_number": 1})
    assert answer.status_code == 503
    assert "No space left on device" in text_of(answer)
    assert answer.context["form"]["text"].value() == "Nytt"
    assert (publishing.root() / "live").readlink() == before
    assert current_number() == 1
    assert CrisisLogEntry.objects.filter(kind="failed").exists()


def test_an_update_in_several_languages(kris):
    event = switched_on(kris)
    sent = {"text": "Tankbil.", "text_en": "Water truck.", "text_nb": " ", "next_update": "3", "seen_number": 1}
    assert kris.post(url("update", event.uid), sent).status_code == 302
    assert current_state().events[0].updates[0].texts == {"sv": "Tankbil.", "en": "Water truck."}


def test_a_language_that_was_missing_is_added_while_it_is_on(kris):
    event = switched_on(kris)
    page = kris.get(url("correct", event.uid), {"language": "uk"})
    sent = untouched(page.context["form"])
    answer = kris.post(f"{url('correct', event.uid)}?language=uk", {**sent, "headline": "Кип'ятіть воду"})
    assert answer.status_code == 302
    assert "Кип&#x27;ятіть воду" in live_page("/kris/uk/")
    assert "Koka dricksvattnet" in live_page("/")


def test_the_level_is_changed_while_it_is_on(kris):
    event = switched_on(kris, level=2)
    form = kris.get(url("correct", event.uid)).context["form"]
    sent = untouched(form)
    assert kris.post(url("correct", event.uid), {**sent, "level": 3}).status_code == 302
    assert "/" in publishing.folder().live().pages
    assert CrisisLogEntry.objects.filter(kind="level").exists()


def test_ending_needs_two_presses_and_says_why(kris):
    event = switched_on(kris)
    assert url("end", event.uid) in kris.get("/admin/").content.decode()
    answer = kris.post(
        url("end", event.uid), {"end": "false_alarm", "text": "Provet var fel.", "seen_number": 1}, follow=True
    )
    assert not answer.context["live"].rows
    assert "/" not in publishing.folder().live().pages
    ended = CrisisEvent.objects.get()
    assert (ended.end, ended.ended_by) == ("false_alarm", "Kris Nord")


def test_a_late_update_and_what_visitors_do_not_see_stand_in_red(kris):
    from crisis.models import Visibility

    event = switched_on(kris)
    CrisisEvent.objects.update(next_update_by=timezone.now() - datetime.timedelta(minutes=12))
    version = CrisisVersion.objects.get()
    common = {"version": version, "node": "web1", "seen_at": timezone.now(), "seconds": 0.4}
    Visibility.objects.create(language="sv", url="/", ok=True, **common)
    Visibility.objects.create(language="en", url="/en/", ok=False, problem="Another text is shown.", **common)
    page = kris.get("/admin/crisis/")
    words = text_of(page)
    assert page.context["live"].rows[0].is_wrong
    assert "12" in page.context["live"].rows[0].next_update
    assert "Another text is shown." in words
    assert "crisis-note--bad" in words
    assert kris.get(url("event", event.uid)).status_code == 200


def test_a_page_that_stays_after_the_end_stands_in_red_and_can_be_looked_at_again(kris):
    from crisis.models import Visibility

    event = switched_on(kris)
    kris.post(url("end", event.uid), {"end": "over", "text": "", "seen_number": 1})
    common = {"version": CrisisVersion.objects.get(number=2), "node": "web1", "seen_at": timezone.now(), "seconds": 9}
    Visibility.objects.create(language="sv", url="/", ok=False, problem="The crisis page is still shown.", **common)
    words = text_of(kris.get("/admin/crisis/"))
    assert "The crisis page is still shown." in words
    assert "The home page is as usual" not in words
    assert url("check") in words


def test_peace_has_nothing_red(kris):
    assert "crisis-note--bad" not in kris.get("/admin/crisis/").content.decode()
    assert kris.get(url("history")).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_history(kris, django_assert_max_num_queries):
    event = switched_on(kris)
    kris.get(url("index"))
    with django_assert_max_num_queries(40) as few:
        kris.get(url("index"))
    for number in range(5):
        actions.update(by=ANNA, uid=event.uid, text=f"Nummer {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        kris.get(url("index"))


def test_an_event_that_does_not_exist(kris):
    assert kris.get(url("event", uuid.uuid4())).status_code == 404
