"""Switching by the record."""

import pytest
from django.utils import translation

from crisis import actions, publishing, queries
from crisis.content import Text
from crisis.errors import Refused
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisVersion
from crisis.operators import Operator
from tests.factories.crisis import make_scenario

ANNA = Operator("Anna", "user:1")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A crisis folder of its own."""
    settings.VAR = tmp_path
    return publishing.folder()


def switch_on(**options):
    return actions.switch_on(**{"scenario_key": "drinking-water", "by": ANNA, **options})


def test_a_scenario_is_switched_on_in_record_and_files(folder):
    make_scenario(next_update_hours=2)
    done = switch_on(text="Vattnet är grumligt.", blanks={"where": "Söderstrand"})
    live = folder.live()
    assert (done.number, live.number, live.level, live.digest) == (1, 1, 3, done.state.digest)
    page = live.pages["/"].bodies["identity"].decode()
    assert "Koka dricksvattnet" in page
    assert "Vattnet är grumligt." in page
    assert "Söderstrand" in page
    assert set(live.pages) >= {"/", "/nb/", "/en/", "/api/crisis.json", "/cap/"}
    row = CrisisEvent.objects.get()
    assert (row.level, row.started_by, row.is_on, row.said.next_update_by is not None) == (3, "Anna", True, True)
    entry = CrisisLogEntry.objects.get()
    assert (entry.kind, entry.version, entry.origin, entry.actor) == ("on", 1, "admin", "user:1")
    assert entry.payload["texts"]["nb"]["headline"] == "Kok drikkevannet"


def test_update_correct_and_end_each_make_a_version(folder):
    make_scenario()
    uid = switch_on().event.uid
    actions.update(by=ANNA, uid=uid, text="Tankbil på torget.", texts={"en": "Water truck in the square."})
    event = queries.current_state().events[0]
    assert event.updates[0].texts == {"sv": "Tankbil på torget.", "en": "Water truck in the square."}
    text = event.texts["sv"]
    actions.correct(by=ANNA, uid=uid, texts={"sv": Text(**{**vars(text), "headline": "Koka allt vatten"})})
    assert queries.current_state().events[0].is_older("nb")
    actions.correct(by=ANNA, uid=uid, level=2)
    assert folder.live().level == 2
    done = actions.end(by=ANNA, uid=uid, how="false_alarm", text="Vattnet är bra igen.")
    assert (done.number, folder.live().number, folder.live().is_on) == (5, 5, False)
    row = CrisisEvent.objects.get()
    assert (row.end, row.ended_by, row.said.messages[0].kind) == ("false_alarm", "Anna", "Cancel")
    assert [entry.kind for entry in CrisisLogEntry.objects.all()] == ["on", "update", "correct", "level", "off"]
    assert list(CrisisVersion.objects.values_list("number", flat=True)) == [5, 4, 3, 2, 1]


def test_whoever_saw_an_older_version_is_told_who_was_faster(folder):
    make_scenario()
    uid = switch_on().event.uid
    with pytest.raises(actions.Conflict, match="Anna") as caught:
        actions.end(by=Operator("Bo", "user:2"), uid=uid, seen_number=0)
    assert caught.value.by == "Anna"
    assert folder.live().is_on
    assert CrisisLogEntry.objects.last().kind == "conflict"


def test_only_one_grave_event_at_a_time_but_notices_beside_it(folder):
    make_scenario()
    make_scenario("flood")
    make_scenario("severe-weather", level=1)
    switch_on()
    with pytest.raises(actions.Refused, match="Anna"):
        switch_on(scenario_key="flood")
    switch_on(scenario_key="severe-weather")
    assert len(queries.current_state().events) == 2
    switch_on(scenario_key="flood", replace=True)
    assert {row.scenario_key: row.end for row in CrisisEvent.objects.all()} == {
        "drinking-water": "replaced",
        "flood": "",
        "severe-weather": "",
    }
    actions.end(by=ANNA)
    assert queries.current_state().events == ()


def test_what_is_real_ends_a_public_drill_and_lets_none_begin(folder):
    make_scenario()
    make_scenario("flood")
    switch_on(drill=True)
    switch_on(scenario_key="flood")
    assert CrisisEvent.objects.drills().get().end == "replaced"
    with pytest.raises(actions.Refused):
        switch_on(drill=True)
    done = switch_on(private=True)
    assert done.event.is_drill
    assert done.event.token
    assert f"/kris/ovning/{done.event.token}/" in folder.live().pages


@pytest.mark.parametrize(
    "text",
    ["x" * 2001, "x" * 100_000, "<script>alert(1)</script>", "normal \u202etxet", "a\x00b", "bad \udcff", "<b>fet</b>"],
)
def test_bad_text_is_refused_and_the_audit_says_so(folder, text):
    make_scenario()
    with pytest.raises(actions.Refused):
        switch_on(text=text)
    assert folder.live() is None
    entry = CrisisLogEntry.objects.get()
    assert (entry.kind, entry.payload["tried"]) == ("refused", "on")


def test_an_unknown_scenario_names_those_there_are(folder):
    make_scenario()
    with pytest.raises(actions.Refused, match="drinking-water"):
        switch_on(scenario_key="volcano")


def test_a_disk_that_takes_nothing_leaves_the_old_state_and_is_logged(folder, monkeypatch):
    make_scenario()
    switch_on()
    (folder.root / "versions").rename(folder.root / "kept")
    (folder.root / "versions").write_text("in the way")
    with pytest.raises(actions.NotPublished, match="versions"):
        actions.end(by=ANNA)
    (folder.root / "versions").unlink()
    (folder.root / "kept").rename(folder.root / "versions")
    assert folder.live().is_on
    assert queries.current_state().events
    assert CrisisLogEntry.objects.last().kind == "failed"


def test_what_is_written_by_hand_needs_no_scenario(folder):
    done = actions.switch_on(by=ANNA, texts={"sv": Text(headline="Bro rasad", do_now=("Kör inte",))}, level=2)
    assert done.event.headline == "Bro rasad"
    assert folder.live().level == 2


@pytest.mark.parametrize("level", [2, 3, None])
def test_only_a_notice_can_be_kept_to_some_pages(folder, level):
    make_scenario()
    with pytest.raises(Refused, match="level 1"), translation.override("en"):
        switch_on(level=level, pages=["/skola/"])
    assert not queries.events_on()
    assert folder.live() is None
    assert CrisisLogEntry.objects.filter(kind="refused").exists()


def test_a_notice_that_becomes_graver_stands_on_every_page(folder):
    make_scenario()
    uid = switch_on(level=1, pages=["/skola/"]).event.uid
    assert actions.correct(by=ANNA, uid=uid, level=2).event.said.pages == ()
    with pytest.raises(Refused):
        actions.correct(by=ANNA, uid=uid, level=3, pages=["/skola/"])
    assert folder.live().level == 2
