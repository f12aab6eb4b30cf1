"""Record and files come together again; nothing that is on is lost."""

import datetime

import pytest

from crisis import actions, changes, publishing, queries, without_database
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisVersion
from crisis.operators import Operator
from crisis.reconciling import export_if_new, reconcile
from crisis.signal_handlers import export
from tests.factories.crisis import make_scenario

ANNA = Operator("Anna", "user:1")
SHELL = Operator("bo@node1", "shell:bo@node1")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A crisis folder of its own, with scenarios exported."""
    settings.VAR = tmp_path
    for key in ("drinking-water", "flood"):
        make_scenario(key)
    export()
    return publishing.folder()


@pytest.fixture
def other_node(settings, tmp_path):
    """Run something as another machine with the same record."""

    def run(function, *args, **options):
        settings.VAR = tmp_path / "other"
        try:
            return function(*args, **options)
        finally:
            settings.VAR = tmp_path

    return run


def in_files(make, change_id="line-1", by=SHELL):
    """Switch without the database, as the shell does; an hour ago."""
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    return without_database.perform(make, by=by, change_id=change_id, at=at)


def on(key="drinking-water", **options):
    prepared = without_database.prepared_in_files(publishing.folder(), key)
    return lambda state, moment: changes.switch_on(state, moment, prepared=prepared, **options)


def all_off(state, moment):
    return changes.end(state, moment, uids=[event.uid for event in state.events])


def uids_on():
    return {event.uid for event in queries.current_state().events}


def test_what_the_shell_did_is_entered_with_its_true_time_and_origin(folder):
    state = in_files(on())
    assert reconcile()
    entry, version = CrisisLogEntry.objects.get(), CrisisVersion.objects.get()
    assert (entry.kind, entry.origin, entry.by, entry.journal_id) == ("on", "shell", "bo@node1", "line-1")
    assert entry.at == state.at == version.at == CrisisEvent.objects.get().started_at
    assert (version.number, version.digest, version.origin) == (1, folder.live().digest, "shell")


def test_a_line_is_entered_once_though_the_mark_was_lost(folder):
    in_files(on())
    reconcile()  # without a commit the mark is never written in this test
    reconcile()
    assert CrisisLogEntry.objects.count() == 1


def test_a_whole_night_without_the_database_is_replayed_in_order(folder):
    in_files(on(), "a")
    in_files(lambda s, m: changes.update(s, m, uid=s.events[0].uid, texts={"sv": "Nytt"}), "b")
    in_files(all_off, "c")
    in_files(on("flood"), "d")
    reconcile()
    assert [entry.kind for entry in CrisisLogEntry.objects.all()] == ["on", "update", "off", "on"]
    assert list(CrisisVersion.objects.values_list("number", flat=True)) == [4, 3, 2, 1]
    assert CrisisEvent.objects.on().get().scenario_key == "flood"
    assert folder.live().number == 4


def test_a_later_answer_of_the_database_never_switches_it_off(folder, other_node):
    in_files(on())
    uid = folder.live().state["events"][0]["uid"]
    other_node(actions.switch_on, scenario_key="flood", by=ANNA, level=1)
    other_node(actions.end, by=ANNA)
    reconcile()
    assert uids_on() == {uid}
    assert (folder.live().number, folder.live().level) == (3, 3)


def test_on_equal_numbers_what_is_on_wins_with_a_new_number(folder, other_node):
    actions.switch_on(scenario_key="flood", by=ANNA, level=1)
    other_node(reconcile)
    in_files(on())
    other_node(actions.end, by=ANNA)
    reconcile()
    assert queries.current_number() == folder.live().number == 3
    assert [event.scenario for event in queries.current_state().events] == ["drinking-water"]


def test_the_higher_number_wins_also_when_it_is_an_off(folder, other_node):
    actions.switch_on(scenario_key="flood", by=ANNA)
    in_files(all_off)
    reconcile()
    assert not folder.live().is_on
    assert CrisisEvent.objects.get().ended_by == "bo@node1"
    actions.switch_on(scenario_key="flood", by=ANNA)
    other_node(reconcile)
    assert other_node(lambda: publishing.folder().live().level) == 3
    other_node(actions.end, by=ANNA)
    reconcile()
    assert (folder.live().number, folder.live().is_on) == (4, False)


def test_two_grave_events_from_two_sides_are_both_kept_one_as_a_notice(folder, other_node):
    in_files(on())
    other_node(actions.switch_on, scenario_key="flood", by=ANNA)
    reconcile()
    levels = {event.scenario: event.level for event in queries.current_state().events}
    assert sorted(levels.values()) == [1, 3]
    assert folder.live().level == 3
    other_node(reconcile)
    assert other_node(lambda: publishing.folder().live().digest) == folder.live().digest


def test_an_update_on_each_side_keeps_both_texts(folder, other_node):
    uid = str(actions.switch_on(scenario_key="flood", by=ANNA).event.uid)
    in_files(lambda s, m: changes.update(s, m, uid=uid, texts={"sv": "Från skalet"}))
    other_node(actions.update, by=ANNA, uid=uid, text="Från webben")
    reconcile()
    texts = {update.texts["sv"] for update in queries.current_state().events[0].updates}
    assert texts == {"Från skalet", "Från webben"}


def test_files_without_their_journal_are_entered_too(folder):
    in_files(on())
    publishing.journal().path.unlink()
    reconcile()
    assert CrisisEvent.objects.get().is_on
    assert CrisisLogEntry.objects.get().kind == "entered"
    assert folder.live().number == queries.current_number()


def switch_by_file(folder, name):
    fresh = folder.root / "fresh"
    fresh.symlink_to(f"ready/{name}")
    fresh.rename(folder.link)


def test_the_file_switch_is_entered_as_a_new_version(folder):
    switch_by_file(folder, "flood")
    reconcile()
    entry, live = CrisisLogEntry.objects.get(), folder.live()
    assert (entry.kind, entry.origin, entry.actor) == ("on", "file", "file")
    assert abs(entry.at.timestamp() - datetime.datetime.now().timestamp()) < 60
    assert (live.name, live.level, queries.current_number()) == ("versions/1", 3, 1)
    assert [message.kind for message in queries.current_state().events[0].messages] == ["Alert"]
    switch_by_file(folder, "off")
    reconcile()
    assert not folder.live().is_on
    assert CrisisEvent.objects.get().ended_at
    assert [entry.kind for entry in CrisisLogEntry.objects.all()] == ["on", "off"]


def test_the_file_switch_keeps_notices_and_replaces_what_is_grave(folder):
    make_scenario("severe-weather", level=1)
    actions.switch_on(scenario_key="severe-weather", by=ANNA)
    actions.switch_on(scenario_key="drinking-water", by=ANNA)
    switch_by_file(folder, "flood")
    reconcile()
    assert {event.scenario for event in queries.current_state().events} == {"severe-weather", "flood"}


def test_the_file_switch_of_what_is_on_already_changes_no_words(folder):
    uid = str(actions.switch_on(scenario_key="flood", by=ANNA, text="Viktigt").event.uid)
    switch_by_file(folder, "flood")
    reconcile()
    assert (uids_on(), folder.live().name) == ({uid}, "versions/1")
    assert CrisisLogEntry.objects.last().payload["already_so"]


def test_a_shell_update_after_the_file_switch_keeps_both(folder):
    switch_by_file(folder, "flood")
    in_files(lambda s, m: changes.update(s, m, uid=s.events[0].uid, texts={"sv": "Nytt"}))
    reconcile()
    event = queries.current_state().events[0]
    assert (event.scenario, event.updates[0].texts["sv"]) == ("flood", "Nytt")
    assert [entry.origin for entry in CrisisLogEntry.objects.all()] == ["file", "shell"]


def test_a_manifest_that_cannot_be_read_stays_live_and_breaks_nothing(folder):
    actions.switch_on(scenario_key="flood", by=ANNA)
    manifest = folder.link / "manifest.json"
    text = manifest.read_text()
    manifest.write_text(text.replace('"number": 1,', '"number": 9,', 1).replace('"happened"', '"happened": 3, "x"', 1))
    reconcile()
    assert folder.live() is not None


def test_a_machine_without_files_follows_the_record(folder, other_node):
    actions.switch_on(scenario_key="flood", by=ANNA)
    other_node(reconcile)
    mine, theirs = folder.live(), other_node(lambda: publishing.folder().live())
    assert {path: page.etag for path, page in mine.pages.items()} == {
        path: page.etag for path, page in theirs.pages.items()
    }


def test_scenarios_reach_every_machine_and_go_when_they_are_archived(folder, other_node):
    assert other_node(export_if_new)
    assert not other_node(export_if_new)
    assert set(folder.scenarios()) == {"drinking-water", "flood"}
    scenario = actions.Scenario.objects.get(key="flood")
    scenario.is_archived = True
    scenario.save()
    assert other_node(export_if_new)
    assert other_node(lambda: set(publishing.folder().scenarios())) == {"drinking-water"}


def test_the_journal_tells_of_refusals_too(folder):
    without_database.note_failure(actions.Refused("no"), by=SHELL, tried={"tried": "on"})
    reconcile()
    entry = CrisisLogEntry.objects.get()
    assert (entry.kind, entry.payload["reason"], entry.version) == ("refused", "no", None)


def test_what_is_damaged_can_still_be_switched_off(folder, settings, tmp_path):
    in_files(on(), "a")
    in_files(lambda s, m: changes.update(s, m, uid=s.events[0].uid, texts={"sv": "Nytt"}), "b")
    (folder.root / "versions" / "2" / "manifest.json").write_text("{")
    moved = tmp_path / "again"
    moved.mkdir()
    (tmp_path / "crisis").rename(moved / "crisis")
    settings.VAR = moved  # a process that has not seen the good one
    in_files(all_off, "c")
    assert (publishing.folder().live().number, publishing.folder().live().is_on) == (3, False)
