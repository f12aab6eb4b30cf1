"""M1: the SMTP server is down while messages come in, then up: each is delivered exactly once, intake no slower."""

import statistics
import time

import pytest

from outbox.models import Delivery

SLOWER_AT_MOST = 2.0  # time of one enqueue, server down : server up


def enqueue_timed(drill, addresses):
    """Enqueue and return the messages and each one's seconds."""
    deliveries, seconds = [], []
    for address in addresses:
        begin = time.perf_counter()
        deliveries.append(drill.enqueue(address))
        seconds.append(time.perf_counter() - begin)
    return deliveries, seconds


def usual(seconds):
    """Return the lower quartile: what else the machine does meanwhile makes single ones slow."""
    return statistics.quantiles(seconds, n=4)[0]


@pytest.mark.timeout(1200)
def test_a_server_that_was_down_loses_nothing_and_slows_nobody(drill, dose):
    number = dose(100, 1000)
    addresses = [f"p{n}@d{n % 10}.example" for n in range(number)]
    drill.workers.start(2)
    assert drill.workers.wait_until_ready()

    while_up, seconds_up = enqueue_timed(drill, addresses)
    assert drill.wait_for(600, sent=number)

    drill.server.stop()
    while_down, seconds_down = enqueue_timed(drill, addresses)
    time.sleep(4)  # several attempts fail meanwhile
    assert drill.states() == {"sent": number, "waiting": number}
    tried = Delivery.objects.filter(state="waiting", attempts__gt=0, leased_until__isnull=True)
    assert set(tried.values_list("last_error", flat=True)) == {"unreachable"}

    drill.server.start()
    assert drill.wait_for(600, sent=2 * number)
    received = drill.reconcile(while_up + while_down)
    assert set(received.values()) == {1}
    assert usual(seconds_down) <= SLOWER_AT_MOST * usual(seconds_up)
    assert set(drill.workers.stop()) == {0}
