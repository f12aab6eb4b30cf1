"""The web server comes back by itself, whatever is killed, and a renewal loses nothing."""

import os
import signal
import sys
import threading
import time

import pytest

from deploy.supervisor import Program
from tests.deploy.processes import answers, get, is_alive, wait_until

pytestmark = pytest.mark.server


def kill(*pids):
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def is_whole(running, without=()):
    """Tell whether two workers run that are none of these, and the site answers."""
    workers = running.web_workers()
    return len(workers) == 2 and not set(workers) & set(without) and answers(running.port, "/public")


def test_a_killed_worker_comes_back(supervised):
    running = supervised()
    victim = running.web_workers()[0]
    kill(victim)
    assert wait_until(lambda: is_whole(running, [victim])), running.log.read_text()


def test_all_workers_killed_at_once_come_back(supervised):
    running = supervised()
    victims = running.web_workers()
    kill(*victims)
    assert wait_until(lambda: is_whole(running, victims)), running.log.read_text()


def test_a_worker_killed_again_and_again_comes_back(supervised):
    """granian itself gives up when a worker dies twice within 5.5 s."""
    running = supervised()
    first_main = running.child("serve.py")
    killed = []
    while running.child("serve.py") == first_main and len(killed) < 20:
        workers = running.web_workers()
        if workers:
            kill(workers[-1])
            killed.append(workers[-1])
        time.sleep(0.7)
    assert running.child("serve.py") != first_main
    assert wait_until(lambda: is_whole(running, killed)), running.log.read_text()


def test_a_killed_server_leaves_no_orphans_and_comes_back(supervised):
    running = supervised()
    main, workers = running.child("serve.py"), running.web_workers()
    kill(main)
    assert wait_until(lambda: not any(is_alive(pid) for pid in workers), 10)
    assert wait_until(lambda: is_whole(running, workers)), running.log.read_text()


def test_a_killed_supervisor_takes_everything_with_it(supervised):
    running = supervised()
    everything = [running.child("serve.py"), *running.web_workers()]
    running.process.kill()
    running.process.wait()
    assert wait_until(lambda: not any(is_alive(pid) for pid in everything))


def test_sigterm_stops_everything(supervised):
    running = supervised()
    everything = [running.child("serve.py"), *running.web_workers()]
    running.process.terminate()
    assert running.process.wait(20) == 0
    assert not any(is_alive(pid) for pid in everything)


def test_sighup_under_load_loses_nothing(supervised):
    running = supervised()
    old = running.web_workers()
    failures, count, done = [], [0], threading.Event()

    def ask():
        while not done.is_set():
            try:
                status = get(running.port, "/slow")[0]
            except OSError as error:
                status = repr(error)
            count[0] += 1
            if status != 200:
                failures.append(status)

    clients = [threading.Thread(target=ask) for _ in range(8)]
    for client in clients:
        client.start()
    running.process.send_signal(signal.SIGHUP)
    renewed = wait_until(lambda: is_whole(running, old), 60)
    time.sleep(1)
    done.set()
    for client in clients:
        client.join()
    assert renewed, running.log.read_text()
    assert count[0] > 100
    assert failures == []


def test_one_mb_address_or_header_is_answered_and_the_server_goes_on(supervised):
    running = supervised()
    assert get(running.port, "/public?q=" + "a" * 1_000_000)[0] == 414
    assert get(running.port, "/public", {"X-Long": "a" * 1_000_000})[0] in {200, 400, 431}
    assert answers(running.port, "/public")


def test_the_pause_grows_while_a_program_keeps_failing():
    program = Program("work", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(3):
        program.start()
        program.process.wait()
        program.watch()
        pauses.append(program.pause)
    assert pauses == [1.0, 2.0, 4.0]
