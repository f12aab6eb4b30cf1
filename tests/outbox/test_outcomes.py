"""What becomes of a row after an attempt."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from outbox import outcomes
from outbox.constants import FEWEST_ATTEMPTS, GIVE_UP_AFTER, RETRY_DELAYS
from outbox.failures import PermanentFailure, ServerAway, TemporaryFailure
from outbox.leases import claim
from outbox.models import Delivery
from outbox.outcomes import note_failure, note_sent, wait_after

State = Delivery.State
HOUR = datetime.timedelta(hours=1)


def minutes_to_next():
    return (Delivery.objects.get().next_attempt_at - timezone.now()).total_seconds() / 60


def taken(make_delivery, attempts=1, started=datetime.timedelta(0)):
    make_delivery()
    delivery = claim()
    delivery.attempts, delivery.first_attempt_at = attempts, timezone.now() - started
    return delivery


def test_waits_grow_from_half_a_minute_to_eight_hours():
    waits = [wait_after(number, TemporaryFailure("450")) for number in range(1, len(RETRY_DELAYS) + 5)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (datetime.timedelta(seconds=30), 8 * HOUR)


def test_everything_is_tried_at_least_fifteen_times_before_it_is_given_up():
    waited, attempts = datetime.timedelta(0), 1
    while waited < GIVE_UP_AFTER:
        waited += wait_after(attempts, TemporaryFailure("450"))
        attempts += 1
    assert 15 <= attempts <= 25


def test_an_absent_server_makes_nobody_wait_longer_than_five_minutes():
    assert wait_after(12, ServerAway("unreachable")) == datetime.timedelta(minutes=5)


def test_a_temporary_failure_waits_and_frees_the_row(make_delivery):
    delivery = taken(make_delivery)
    assert note_failure(delivery, TemporaryFailure("450 4.2.0")) == State.WAITING
    row = Delivery.objects.get()
    assert (row.state, row.last_error, row.leased_until) == (State.WAITING, "450 4.2.0", None)
    assert 0.4 < minutes_to_next() <= 0.5


def test_after_three_days_a_message_is_given_up(make_delivery):
    delivery = taken(make_delivery, attempts=FEWEST_ATTEMPTS, started=GIVE_UP_AFTER)
    assert note_failure(delivery, TemporaryFailure("timeout")) == State.GIVEN_UP
    assert list(Delivery.objects.failed()) == [delivery]


def test_a_message_is_not_given_up_because_our_own_workers_stood_still(make_delivery):
    delivery = taken(make_delivery, attempts=2, started=10 * GIVE_UP_AFTER)
    assert note_failure(delivery, TemporaryFailure("timeout")) == State.WAITING


def test_a_permanent_failure_ends_it_at_once(make_delivery):
    delivery = taken(make_delivery)
    assert note_failure(delivery, PermanentFailure("550 5.1.1")) == State.FAILED_PERMANENTLY
    assert Delivery.objects.get().leased_until is None


def test_who_lost_the_lease_cannot_overwrite_the_other_ones_outcome(make_delivery):
    delivery = taken(make_delivery)
    Delivery.objects.update(leased_by="somebody-else")
    note_failure(delivery, PermanentFailure("550"))
    assert Delivery.objects.get().state == State.WAITING


def test_what_was_sent_counts_as_sent_although_the_lease_was_lost(make_delivery):
    delivery = taken(make_delivery)
    Delivery.objects.update(leased_by="somebody-else")
    note_sent(delivery)
    row = Delivery.objects.get()
    assert (row.state, row.leased_until) == (State.SENT, None)


def test_the_first_time_of_sending_stands(make_delivery):
    delivery = taken(make_delivery)
    note_sent(delivery)
    first = Delivery.objects.get().sent_at
    note_sent(delivery)
    assert Delivery.objects.get().sent_at == first


class Restarting:
    """Rows of a database that comes back at the third try."""

    def __init__(self):
        self.tries = 0

    def update(self, **values):
        self.tries += 1
        if self.tries < 3:
            raise OperationalError("the database system is starting up")


def test_the_outcome_is_noted_although_the_database_is_being_restarted(monkeypatch):
    class Connection:
        in_atomic_block = False
        closed = 0

        def close(self):
            self.closed += 1

    connection, rows = Connection(), Restarting()
    monkeypatch.setattr(outcomes, "connection", connection)
    monkeypatch.setattr(outcomes.time, "sleep", lambda seconds: None)
    outcomes._note(rows, state=State.SENT)
    assert (rows.tries, connection.closed) == (3, 2)


@pytest.mark.parametrize("failure", [TemporaryFailure, PermanentFailure])
def test_the_log_names_no_address(make_delivery, caplog, failure):
    note_failure(taken(make_delivery), failure("450"))
    assert "delivery" in caplog.text
    assert "example.org" not in caplog.text
