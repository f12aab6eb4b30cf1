"""M3: several workers, kill -9 in the middle of sending: 0 lost; duplicates only with the same Message-ID."""

import random

import pytest

from tests.deploy.processes import wait_until

WORKERS = 3


@pytest.mark.timeout(1200)
def test_killed_workers_lose_nothing(drill, dose):
    number, kills = dose(80, 1000), dose(4, 40)
    drill.server.seconds_per_message = 0.1
    deliveries = [drill.enqueue(f"p{n}@d{n % 10}.example") for n in range(number)]
    chance = random.Random(8)
    drill.workers.start(WORKERS)
    at_kill = 0
    for _kill in range(kills):
        # Only in the midst of work: some messages after the last kill, and long before the end.
        assert wait_until(lambda last=at_kill: len(drill.server.received) >= last + 5, 120)
        at_kill = len(drill.server.received)
        assert at_kill < number
        drill.workers.kill(chance.choice([process for process in drill.workers.processes if process.poll() is None]))
        drill.workers.start()
    assert drill.wait_for(600, sent=number)
    codes = drill.workers.stop()

    assert codes.count(-9) == kills
    received = drill.reconcile(deliveries)
    assert len(received) == number
    assert sum(received.values()) - number <= kills * drill.workers.senders  # a kill leaves one message in doubt
