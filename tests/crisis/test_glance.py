"""A switch is shown by all workers at one moment, although each looks only now and then."""

import os
import threading
import time

from crisis.front_door.glance import Glance
from crisis.state import CrisisFolder
from tests.crisis.crisis_files import homes, switch


def worker(root, pause=0.005):
    return Glance(CrisisFolder(root), pause)


def test_without_a_pause_every_change_is_shown_at_once(tmp_path):
    glance = worker(tmp_path, pause=0)
    assert glance.live() is None
    switch(tmp_path, 1, homes("first"))
    assert glance.live().number == 1


def test_a_change_is_shown_soon_and_not_before_the_others_know(tmp_path):
    switch(tmp_path, 1, homes("first"))
    glance = worker(tmp_path)
    switch(tmp_path, 2, homes("second"))
    assert glance.live().number == 1
    time.sleep(0.03)
    assert glance.live().number == 2
    switch(tmp_path, 3, {})
    time.sleep(0.03)
    assert glance.live().number == 3


def test_a_switch_long_ago_or_a_wrong_clock_waits_for_nobody(tmp_path):
    switch(tmp_path, 1, homes("first"))
    glance = worker(tmp_path)
    for number, moment in ((2, 0), (3, time.time() + 1000)):
        switch(tmp_path, number, homes("next"))
        os.utime(tmp_path / "live", (moment, moment), follow_symlinks=False)
        time.sleep(0.006)
        assert glance.live().number == number


def test_no_worker_shows_the_old_version_after_another_has_shown_the_new_one(tmp_path):
    """Each visitor asks one worker after the other, all the time, while versions change."""
    switch(tmp_path, 1, homes("1"))
    workers, stop, wrong, looks = [worker(tmp_path) for _ in range(4)], threading.Event(), [], [0]
    newest = [1]

    def visit():
        while not stop.is_set():
            for one in workers:
                before = newest[0]
                number = one.live().number
                if number < before:
                    wrong.append((before, number))
                newest[0] = max(newest[0], number)
                looks[0] += 1
            time.sleep(0.0005)

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    for number in range(2, 22):
        switch(tmp_path, number, homes(str(number)))
        time.sleep(0.03)
    stop.set()
    for visitor in visitors:
        visitor.join()
    assert wrong == []
    assert looks[0] > 1000
