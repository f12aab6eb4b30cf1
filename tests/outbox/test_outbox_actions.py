"""Writing to the outbox, and emptying it."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from outbox.actions import deliver, enqueue_mail, send_again
from outbox.models import Delivery

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_enqueueing_sends_nothing(make_delivery):
    delivery = make_delivery()
    assert mail.outbox == []
    assert (delivery.state, delivery.attempts, delivery.lane) == (State.WAITING, 0, "example.org")


def test_a_message_disappears_with_the_transaction_it_was_written_in(make_delivery):
    with transaction.atomic():
        make_delivery()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "elsa", "elsa@example.org\nBcc: all@example.org", "a@b.se, c@d.se", "å ä@b.se"]
)
def test_a_wrong_address_is_refused_before_anything_is_written(make_delivery, address):
    with pytest.raises(ValidationError):
        make_delivery(to=address)
    assert not Delivery.objects.exists()


def test_an_unknown_template_is_a_programming_error(db):
    with pytest.raises(LookupError, match="no mail named nonsense"):
        enqueue_mail(to="elsa@example.org", template="nonsense", language="sv")


def test_a_payload_holds_ids_and_never_structures(make_delivery):
    assert make_delivery(ids={"case": 7, "draft": None}).payload["ids"] == {"case": 7, "draft": None}
    with pytest.raises(ValidationError):
        make_delivery(ids={"answers": ["what", "they", "wrote"]})


def test_an_unknown_language_becomes_the_first_one(make_delivery):
    assert make_delivery(language="tlh").payload["language"] == "sv"


def test_what_is_due_is_sent_once(make_delivery):
    deliveries = [make_delivery(to=f"p{number}@example.org") for number in range(3)]
    assert deliver() == {State.SENT: 3}
    assert deliver() == {}
    assert sorted(message.to[0] for message in mail.outbox) == [row.destination for row in deliveries]
    row = Delivery.objects.first()
    assert (row.state, row.attempts, row.leased_by, row.leased_until) == (State.SENT, 1, "", None)
    assert row.sent_at is not None


def test_what_is_not_due_waits(make_delivery):
    make_delivery()
    Delivery.objects.update(next_attempt_at=timezone.now() + datetime.timedelta(minutes=1))
    assert deliver() == {}
    assert mail.outbox == []


def test_an_error_in_one_message_holds_up_no_other(make_delivery, mail_with):
    def context(ids):
        if ids.get("broken"):
            raise KeyError("a person's secret")
        return {}

    mail_with(context)
    broken = make_delivery(ids={"broken": True})
    make_delivery(to="second@example.org")
    assert deliver() == {State.SENT: 1, State.WAITING: 1}
    broken.refresh_from_db()
    assert broken.last_error == "program: KeyError"
    assert "error in the website" in broken.reason


def test_a_message_about_something_erased_is_not_sent(make_delivery, mail_with):
    def context(ids):
        raise ObjectDoesNotExist

    mail_with(context)
    delivery = make_delivery()
    assert deliver() == {State.FAILED_PERMANENTLY: 1}
    delivery.refresh_from_db()
    assert delivery.last_error == "gone"


def test_a_kind_without_channel_waits_for_a_better_release(make_delivery):
    make_delivery()
    Delivery.objects.update(kind="pigeon")
    assert deliver() == {State.WAITING: 1}
    assert Delivery.objects.get().last_error == "no-channel"


def test_a_server_that_is_away_ends_the_sweep(make_delivery, settings, unused_tcp_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port
    for number in range(3):
        make_delivery(to=f"p{number}@example.org")
    assert deliver() == {State.WAITING: 1}
    assert sorted(Delivery.objects.values_list("last_error", flat=True)) == ["", "", "unreachable"]


@pytest.fixture
def unused_tcp_port():
    from tests.deploy.processes import free_port

    return free_port()


def failed(make_delivery, state, to="elsa@example.org"):
    delivery = make_delivery(to=to)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, attempts=18, last_error="550 5.1.1", first_attempt_at=timezone.now() - datetime.timedelta(days=4)
    )
    delivery.refresh_from_db()
    return delivery


def test_staff_can_have_a_failed_message_sent_again_and_that_is_recorded(make_delivery, django_user_model):
    user = django_user_model.objects.create_user("admin@norrvik.example")
    delivery = failed(make_delivery, State.GIVEN_UP)
    assert send_again(deliveries=[delivery], user=user) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.first_attempt_at) == (State.WAITING, 0, None)
    entry = ModelLogEntry.objects.for_instance(delivery).get()
    assert (entry.action, entry.user) == ("outbox.send_again", user)
    assert deliver() == {State.SENT: 1}


def test_what_was_sent_is_never_sent_again(make_delivery, django_user_model):
    user = django_user_model.objects.create_user("admin@norrvik.example")
    delivery = make_delivery()
    deliver()
    assert send_again(deliveries=[delivery], user=user) == 0
    assert deliver() == {}
    assert not ModelLogEntry.objects.for_instance(delivery).exists()


def test_the_message_id_is_the_same_at_every_attempt(make_delivery):
    delivery = make_delivery()
    first = delivery.message_id
    assert first == f"<{delivery.uid}@norrvik.example>"
    assert Delivery.objects.get().message_id == first


@pytest.mark.parametrize(
    "values",
    [{"state": "nonsense"}, {"state": State.SENT}, {"state": State.GIVEN_UP, "leased_until": timezone.now()}],
)
def test_the_database_refuses_states_that_make_no_sense(make_delivery, values):
    make_delivery()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(**values)
