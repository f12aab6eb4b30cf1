"""Switching on, on the screen: exact previews, conflicts, refusals, double presses."""

import re

import pytest
from django.utils import timezone

from crisis import actions, publishing
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisVersion
from crisis.queries import current_number, current_state
from tests.crisis.admin_staff import ANNA, OVERRIDE, fields, live_page, switched_on, text_of, untouched, url
from tests.factories.crisis import make_scenario

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(own_folder):
    make_scenario(next_update_hours=2)


def without_moments(page):
    """Leave out what differs by when it was rendered, and by which event it is."""
    page = re.sub(r'<meta itemprop="date\w+" content="[^"]*">', "", page)
    return re.sub(r"<time.*?</time>|[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


def test_two_presses_from_the_front_page_switch_on_without_typing(kris):
    front = kris.get("/admin/").content.decode()
    assert url("on", "drinking-water") in front
    form = kris.get(url("on", "drinking-water")).context["form"]
    sent = untouched(form)
    answer = kris.post(url("on", "drinking-water"), sent, follow=True)
    assert "Koka dricksvattnet" in live_page()
    event = CrisisEvent.objects.get()
    assert (event.started_by, event.level, event.is_drill) == ("Kris Nord", 3, False)
    assert 1.9 < (event.next_update_by - timezone.now()).total_seconds() / 3600 < 2.1
    assert answer.context["live"].rows[0].headline == "Koka dricksvattnet"


@pytest.mark.parametrize(("level", "kind"), [(3, "real"), (2, "real"), (1, "public"), (3, "private")])
def test_the_preview_is_what_is_shown_afterwards(kris, level, kind):
    sent = fields(level=level, kind=kind, text="Koka allt vatten.", blank_where="Söderstrand")
    answer = kris.post(url("on", "drinking-water"), {**sent, "preview": "whole"})
    assert CrisisVersion.objects.count() == 0, "a preview changes nothing"
    shown = {preview.tag: preview for preview in answer.context["previews"]}
    kris.post(url("on", "drinking-water"), sent)
    token = CrisisEvent.objects.get().token
    homes = {"sv": "/", "nb": "/nb/", "en": "/en/"}
    pages = {tag: homes[tag] if (level, kind) == (3, "real") else f"/kris/{tag}/" for tag in homes}
    for tag, path in pages.items():
        path = f"/kris/ovning/{token}/{tag}/" if token else path
        page = live_page(path).replace(token or "-", "x" * 32 if token else "-")
        assert without_moments(shown[tag].html) == without_moments(page), tag
        assert "Söderstrand" in page
    strips = publishing.folder().live().strips["sv"]
    assert bool(shown["sv"].strip_html) == bool(strips)
    assert all(strip["text"] in shown["sv"].strip_html for strip in strips)


def test_a_preview_alone_is_a_part_of_the_page(kris):
    sent = {**fields(text="Nytt"), "preview": "part"}
    answer = kris.post(url("on", "drinking-water"), sent, headers={"x-requested-with": "XMLHttpRequest"})
    assert "<html" not in answer.content.decode().split("<iframe")[0]
    assert answer.content.decode().count("<iframe") == 6
    assert 'sandbox="allow-same-origin"' in answer.content.decode()


def test_pressing_twice_switches_once(kris):
    sent = fields()
    first = kris.post(url("on", "drinking-water"), sent)
    second = kris.post(url("on", "drinking-water"), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert CrisisEvent.objects.count() == CrisisVersion.objects.count() == 1


def test_the_slower_of_two_sees_who_and_what_and_keeps_the_text(kris):
    sent = fields(text="Mitt långa besked", blank_where="Norr")
    actions.switch_on(by=ANNA, scenario_key="drinking-water", level=1)
    answer = kris.post(url("on", "drinking-water"), {**sent, "level": 1})
    words = text_of(answer)
    assert answer.status_code == 409
    assert "Anna Ek" in words
    assert "Koka dricksvattnet" in words
    assert answer.context["form"]["text"].value() == "Mitt långa besked"
    assert answer.context["form"]["blank_where"].value() == "Norr"
    assert current_number() == 1
    assert CrisisLogEntry.objects.filter(kind="conflict", by="Kris Nord").exists()


@pytest.mark.parametrize(
    "text", ["x" * 2001, "x" * 100_000, f"koka{OVERRIDE}nettav", "<script>alert(1)</script>", "a\x07b"]
)
def test_bad_text_is_refused_in_words_and_kept(kris, text):
    answer = kris.post(url("on", "drinking-water"), fields(text=text))
    assert answer.status_code == 422
    assert answer.context["refused"] or answer.context["form"].errors
    assert answer.context["form"]["text"].value() == text
    assert current_number() == 0
    assert publishing.folder().live() is None


def test_nul_in_a_text_is_refused(kris):
    answer = kris.post(url("on", "drinking-water"), fields(text="a\x00b"))
    assert answer.status_code == 422
    assert current_number() == 0


@pytest.mark.parametrize(
    "broken", [{"level": 9}, {"kind": "?"}, {"uid": "x"}, {"seen_number": "-1"}, {"next_update": "999"}]
)
def test_forged_fields_are_no_error_of_ours(kris, broken):
    assert kris.post(url("on", "drinking-water"), fields(**broken)).status_code == 422
    assert current_number() == 0


def test_unknown_and_retired_scenarios_are_not_found(kris):
    make_scenario("flood", is_archived=True)
    assert kris.get(url("on", "flood")).status_code == 404
    assert kris.post(url("on", "unknown"), fields()).status_code == 404


def test_what_leaves_no_room_is_named_and_can_be_replaced(kris):
    first = switched_on(kris)
    make_scenario("flood")
    page = kris.get(url("on", "flood"))
    assert first.headline in text_of(page)
    assert page.context["previews"], "it is shown all the same"
    assert 'name="replace"' in page.content.decode()
    assert kris.post(url("on", "flood"), fields()).status_code == 422
    assert kris.post(url("on", "flood"), fields(replace="on")).status_code == 302
    assert [event.scenario for event in current_state().events] == ["flood"]


def test_a_drill_cannot_end_what_is_real(kris):
    switched_on(kris)
    make_scenario("flood")
    assert kris.post(url("on", "flood"), fields(kind="public", replace="on")).status_code == 422
    assert kris.post(url("on", "flood"), fields(kind="private")).status_code == 302


def test_a_notice_stands_on_the_pages_that_were_named(kris):
    event = switched_on(kris, level=1, pages="/skola/\n/nb/skole")
    assert event.said.pages == ("/skola/", "/nb/skole/")
    assert switched_on_again(kris).said.pages == ()


def switched_on_again(kris):
    make_scenario("flood")
    kris.post(url("on", "flood"), fields(level=2, pages="/skola/"))
    return CrisisEvent.objects.on().get(scenario_key="flood")


def test_something_nobody_prepared_needs_a_headline_only(kris):
    assert kris.get(url("own")).status_code == 200
    sent = fields(headline="Gasol läcker i hamnen", happened="", do_now="Gå därifrån\nRing 112", level=3)
    assert kris.post(url("own"), {**sent, "headline": ""}).status_code == 422
    assert kris.post(url("own"), sent).status_code == 302
    page = live_page()
    assert "Gasol läcker i hamnen" in page
    assert "Gå därifrån" in page
