"""Two people switch or edit at once: one wins, the other is told who and what; text and state are never mixed (C3)."""

import threading

import pytest
from django.db import connection, connections

from core.verifying import faults
from crisis import actions, publishing, queries
from crisis.models import CrisisBook, CrisisEvent, CrisisLogEntry, CrisisVersion, Scenario, ScenarioText, Visibility
from crisis.operators import Operator
from tests.factories.crisis import make_scenario

PEOPLE = [Operator(f"Person {number}", f"user:{number}") for number in range(4)]


def clear():
    """Remove our rows without a signal: nothing may be exported for it."""
    for model in (Visibility, CrisisLogEntry, CrisisEvent, CrisisVersion, CrisisBook, ScenarioText, Scenario):
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """Real commits, seen by other threads; only our rows go afterwards. Takes the place of pytest-django's."""
    with django_db_blocker.unblock():
        clear()
        try:
            yield
        finally:
            clear()
            connection.close()


@pytest.fixture
def folder(db, settings, tmp_path):
    """A crisis folder of its own, and two scenarios."""
    settings.VAR = tmp_path
    for key in ("drinking-water", "flood"):
        make_scenario(key)
    return publishing.folder()


def together(*acts):
    """Do all at the same moment, each in a thread with its own connection; return results and errors in order."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        gate.wait()
        try:
            results[number] = act()
        except Exception as problem:
            results[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def consistent(folder):
    """See that record, log and files say the same."""
    state, live = queries.current_state(), folder.live()
    assert (live.number, live.digest) == (state.number, state.digest)
    assert {event.uid for event in state.events} == {str(row.uid) for row in CrisisEvent.objects.on()}
    assert list(faults()) == []
    return state


def test_of_people_who_switch_on_at_once_one_wins(folder):
    def on(who, key):
        return lambda: actions.switch_on(scenario_key=key, by=who, text=f"Av {who.name}", seen_number=0)

    acts = [on(who, key) for who, key in zip(PEOPLE, ["drinking-water", "flood"] * 2, strict=True)]
    results = together(*acts)
    winners = [number for number, result in enumerate(results) if isinstance(result, actions.Done)]
    assert len(winners) == 1, results
    losers = [result for result in results if isinstance(result, actions.Conflict)]
    assert len(losers) == 3
    winner = PEOPLE[winners[0]]
    assert all(winner.name in loser.message for loser in losers if loser.by)
    event = consistent(folder).events[0]
    assert event.scenario == ["drinking-water", "flood"][winners[0] % 2]
    assert event.updates[0].texts == {"sv": f"Av {winner.name}"}
    assert sorted(CrisisLogEntry.objects.values_list("kind", flat=True)) == ["conflict"] * 3 + ["on"]


def test_one_updates_while_another_ends_on_what_both_saw(folder):
    uid = actions.switch_on(scenario_key="flood", by=PEOPLE[0]).event.uid
    update, end = together(
        lambda: actions.update(uid=uid, text="Nytt", by=PEOPLE[1], seen_number=1),
        lambda: actions.end(uid=uid, by=PEOPLE[2], seen_number=1),
    )
    kinds = {type(update), type(end)}
    assert kinds == {actions.Done, actions.Conflict}, (update, end)
    state = consistent(folder)
    assert bool(state.events) == isinstance(update, actions.Done)


def test_updates_without_a_seen_number_are_all_kept_in_order(folder):
    uid = actions.switch_on(scenario_key="flood", by=PEOPLE[0]).event.uid
    acts = [lambda who=who: actions.update(uid=uid, text=who.name, by=who) for who in PEOPLE]
    done = [result for result in together(*acts) if isinstance(result, actions.Done)]
    event = consistent(folder).events[0]
    assert len(event.updates) == len(done) >= 1
    assert [version.number for version in CrisisVersion.objects.all()] == list(range(len(done) + 1, 0, -1))
    assert [item.at for item in event.updates] == sorted((item.at for item in event.updates), reverse=True)


def test_a_lock_that_somebody_holds_is_waited_for_only_a_moment(folder):
    from django.db import transaction

    held, release = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            book = CrisisBook.objects.select_for_update().first()
            CrisisBook.objects.filter(pk=book.pk).update(prepared=book.prepared)
            held.set()
            release.wait(20)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(actions.Conflict):
            actions.switch_on(scenario_key="flood", by=PEOPLE[0])
    finally:
        release.set()
        thread.join()
    assert folder.live() is None
