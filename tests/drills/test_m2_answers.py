"""M2: temporary answers are retried, permanent ones shown to staff, and one bad address holds up nobody."""

import pytest

from outbox.dashboard import FailedMessagesPanel
from outbox.models import Delivery
from tests.deploy.processes import wait_until

pytestmark = pytest.mark.server

RETRIED = ("busy421", "later450", "drop", "lost")


def state_of(delivery):
    return Delivery.objects.values_list("state", "last_error").get(pk=delivery.pk)


def test_bad_addresses_are_dealt_with_and_hold_up_nobody(drill):
    server = drill.server
    drill.workers.senders = 3
    drill.workers.start()
    assert drill.workers.wait_until_ready()
    stuck = [drill.enqueue("pit@slow.example"), drill.enqueue("drip@slower.example")]
    assert wait_until(lambda: all(server.tries[delivery.destination] for delivery in stuck), 30)

    good = [drill.enqueue(f"p{n}@{domain}.example") for n in range(4) for domain in ("slow", "slower", "quick")]
    assert wait_until(lambda: len(server.received) == len(good), 30)
    for delivery in stuck:  # still at their first attempt: everybody else, in the same domain too, went past them
        assert state_of(delivery) == ("waiting", "")
        assert drill.attempts(delivery) == 1

    retried = [drill.enqueue(f"{name}@example.org") for name in RETRIED]
    refused = drill.enqueue("nobody550@example.org")
    full = drill.enqueue("full452@example.org")
    assert wait_until(lambda: drill.states()["sent"] == len(good) + len(retried), 90)
    assert wait_until(lambda: drill.attempts(full) >= 3, 90)

    assert state_of(refused) == ("failed_permanently", "550 5.1.1")
    assert server.tries[refused.destination] == 1
    assert "failed-messages" in FailedMessagesPanel().render_html({})
    assert state_of(full)[0] == "waiting"
    assert all(server.tries[delivery.destination] == 2 for delivery in retried)
    assert wait_until(lambda: {state_of(d) for d in stuck} <= {("waiting", "timeout"), ("waiting", "disconnected")}, 60)
    drill.workers.stop()

    received = drill.reconcile([*stuck, *good, *retried, refused, full])
    assert all(len(ids) == 1 for ids in server.message_ids.values())
    twice = {message_id for message_id, count in received.items() if count > 1}
    assert twice == {retried[RETRIED.index("drop")].message_id}  # taken, but the answer never reached us
