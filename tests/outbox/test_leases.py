"""Which process sends which row."""

import datetime

import pytest
from django.utils import timezone

from core.holders import holder
from outbox.constants import LANE_LIMIT, lease, longest_conversation
from outbox.leases import claim, release_dead_leases
from outbox.models import Delivery

pytestmark = pytest.mark.django_db


def test_a_taken_row_is_not_taken_twice(make_delivery):
    delivery = make_delivery()
    taken = claim()
    assert taken == delivery
    assert (taken.attempts, taken.leased_by) == (1, holder())
    assert taken.first_attempt_at == taken.last_attempt_at
    assert claim() is None


def test_a_lease_lasts_longer_than_the_longest_conversation():
    assert lease().total_seconds() > longest_conversation()


def test_a_lease_that_ran_out_is_free(make_delivery):
    make_delivery()
    claim()
    Delivery.objects.update(leased_by="another-machine:1:2:3", leased_until=timezone.now())
    assert claim().attempts == 2


def test_a_killed_process_of_this_machine_gives_its_rows_back_at_once(make_delivery):
    make_delivery()
    claim()
    assert release_dead_leases() == 0  # we are alive
    machine, namespace, *_rest = holder().rsplit(":", 3)
    Delivery.objects.update(leased_by=f"{machine}:{namespace}:1:0")  # number 1 runs, but began at another time
    assert release_dead_leases() == 1
    assert claim() is not None


def test_another_machines_lease_is_left_alone(make_delivery):
    make_delivery()
    claim()
    Delivery.objects.update(leased_by="another-machine:4026531836:999999:5")
    assert release_dead_leases() == 0
    assert claim() is None


def test_fresh_messages_come_before_those_in_trouble(make_delivery):
    old = make_delivery(to="trouble@example.com")
    earlier = timezone.now() - datetime.timedelta(hours=1)
    Delivery.objects.filter(pk=old.pk).update(attempts=3, next_attempt_at=earlier)
    fresh = make_delivery(to="fresh@example.net")
    assert [claim(), claim()] == [fresh, old]


def test_one_domain_never_keeps_all_senders_busy(make_delivery):
    for number in range(LANE_LIMIT + 2):
        make_delivery(to=f"p{number}@SLOW.example")
    other = make_delivery(to="elsa@quick.example")
    taken = [claim() for _number in range(LANE_LIMIT)]
    assert {delivery.lane for delivery in taken} == {"slow.example"}
    assert claim() == other
    assert claim() is None
    Delivery.objects.filter(pk=taken[0].pk).update(leased_until=None)
    assert claim().lane == "slow.example"


def test_one_named_row_is_taken_although_others_wait_longer(make_delivery):
    make_delivery()
    named = make_delivery(to="named@example.org")
    assert claim(named.pk) == named
    assert claim(named.pk) is None


def test_looking_for_work_when_there_is_none_takes_one_query(db, count_queries):
    with count_queries(1):
        assert claim() is None
