"""Places in Django: so many and no more, a short wait while the queue moves, and a few for staff alone."""

import threading
import time

import pytest

from crisis.front_door.bulkhead import Bulkhead, reserve_count, thread_count
from tests.deploy.processes import wait_until


def fill(bulkhead, number):
    places = [bulkhead.enter(is_staff=True) for _ in range(number)]
    assert all(places)
    return places


def test_beyond_the_places_nobody_is_let_in_until_one_leaves():
    bulkhead = Bulkhead(2)
    places = fill(bulkhead, 2)
    begin = time.monotonic()
    assert bulkhead.enter() is None
    assert time.monotonic() - begin < 0.1
    places[0].leave()
    places[0].leave()  # twice does no harm
    assert bulkhead.taken == 1
    assert bulkhead.enter() is not None


def test_a_forgotten_place_is_free_again():
    bulkhead = Bulkhead(1)
    fill(bulkhead, 1)
    assert bulkhead.taken == 0


def test_the_last_places_are_for_staff():
    bulkhead = Bulkhead(3, for_staff=1)
    public = [bulkhead.enter(), bulkhead.enter()]
    assert all(public)
    assert bulkhead.enter() is None
    staff = bulkhead.enter(is_staff=True)
    assert staff is not None
    assert bulkhead.enter(is_staff=True) is None


def test_who_waits_gets_the_place_that_becomes_free():
    bulkhead = Bulkhead(1, waiting=1)
    (place,) = fill(bulkhead, 1)
    threading.Timer(0.2, place.leave).start()
    begin = time.monotonic()
    assert bulkhead.enter() is not None
    assert 0.1 < time.monotonic() - begin < 1


def test_the_queue_is_short():
    bulkhead = Bulkhead(1, waiting=1)
    places = fill(bulkhead, 1)
    waiting = threading.Thread(target=bulkhead.enter)
    waiting.start()
    assert wait_until(lambda: sum(bulkhead._queued.values()) == 1)
    begin = time.monotonic()
    assert bulkhead.enter() is None
    assert time.monotonic() - begin < 0.1
    places.pop().leave()
    waiting.join()


def test_nobody_waits_for_those_who_hang():
    """The database is stopped: after a second without movement the answer is no, at once."""
    bulkhead = Bulkhead(1, waiting=5)
    places = fill(bulkhead, 1)
    time.sleep(1.1)
    begin = time.monotonic()
    assert bulkhead.enter() is None
    assert time.monotonic() - begin < 0.1
    places.pop().leave()


def test_staff_are_called_first():
    bulkhead = Bulkhead(1, waiting=5)
    (place,) = fill(bulkhead, 1)
    came = []

    def come(is_staff):
        with_place = bulkhead.enter(is_staff=is_staff)
        came.append(is_staff)
        time.sleep(0.05)
        with_place.leave()

    visitors = [threading.Thread(target=come, args=(is_staff,)) for is_staff in (False, False, True)]
    for visitor in visitors:
        visitor.start()
    assert wait_until(lambda: sum(bulkhead._queued.values()) == 3)
    place.leave()
    for visitor in visitors:
        visitor.join()
    assert came == [True, False, False]


def test_a_crowd_passes_through_one_by_one():
    bulkhead, most, served = Bulkhead(3, for_staff=1, waiting=100, patience=20), [0], []

    def visit(number):
        place = bulkhead.enter(is_staff=number % 5 == 0)
        if place is not None:
            most[0] = max(most[0], bulkhead.taken)
            time.sleep(0.001)
            place.leave()
            served.append(number)

    crowd = [threading.Thread(target=visit, args=(number,)) for number in range(100)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    assert (len(served), bulkhead.taken) == (100, 0)
    assert most[0] <= 3


@pytest.mark.parametrize(
    ("threads", "reserve", "places"),
    [("", "", 12), ("8", "", 6), ("16", "1", 15), ("4", "9", 1), ("1", "", 1), ("16", "0", 16)],
)
def test_the_numbers_come_from_the_environment(monkeypatch, threads, reserve, places):
    monkeypatch.setenv("TORGET_THREADS", threads)
    monkeypatch.setenv("TORGET_RESERVE", reserve)
    assert Bulkhead.from_environment().places == places
    assert thread_count() - reserve_count() <= places
