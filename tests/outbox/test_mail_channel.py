"""What a mail looks like when it leaves, and what the mail server's answers do to it: against a real SMTP server."""

import email
import email.policy
import time

import pytest

from outbox.actions import deliver
from outbox.mail_channel import build_message, sender
from outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.server]
State = Delivery.State


def outcome(delivery):
    deliver()
    delivery.refresh_from_db()
    return delivery.state, delivery.last_error


def test_a_mail_arrives_with_text_html_and_headers(smtp, make_delivery):
    delivery = make_delivery(to="elsa@example.org", language="nb")
    assert outcome(delivery) == (State.SENT, "")
    message = email.message_from_bytes(smtp.received[0].content, policy=email.policy.default)
    assert message["Message-ID"] == delivery.message_id
    assert message["From"] == "Norrvik kommune <kontakt@norrvik.example>"
    assert message["To"] == "elsa@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nb"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert "Norrvik kommune" in message.get_body(("plain",)).get_content()


def test_a_refused_recipient_is_permanent_and_its_address_stands_in_no_reason(smtp, make_delivery):
    delivery = make_delivery(to="nobody550@example.org")
    assert outcome(delivery) == (State.FAILED_PERMANENTLY, "550 5.1.1")
    assert "address" in delivery.reason
    assert smtp.received == []


@pytest.mark.parametrize(
    ("local_part", "code"),
    [("busy421", "421 4.3.2"), ("later450", "450 4.2.0"), ("full452", "452 4.2.2"), ("lost", "disconnected")],
)
def test_a_temporary_answer_is_tried_again_later(smtp, make_delivery, local_part, code):
    delivery = make_delivery(to=f"{local_part}@example.org")
    assert outcome(delivery) == (State.WAITING, code)
    assert smtp.received == []


def test_a_tar_pit_ends_with_the_time_limit(smtp, make_delivery, settings):
    settings.EMAIL_TIMEOUT = 0.5
    delivery = make_delivery(to="pit@example.org")
    begin = time.monotonic()
    assert outcome(delivery) == (State.WAITING, "timeout")
    assert time.monotonic() - begin < 5


def test_a_server_that_drips_its_answer_is_cut_off(smtp, make_delivery, settings):
    settings.EMAIL_TIMEOUT = 0.6  # each line comes well within it
    delivery = make_delivery(to="drip@example.org")
    begin = time.monotonic()
    assert outcome(delivery) == (State.WAITING, "disconnected")
    assert 1 < time.monotonic() - begin < 10


def test_no_server_at_all_is_our_own_servers_fault(smtp, make_delivery):
    smtp.stop()
    delivery = make_delivery()
    assert outcome(delivery) == (State.WAITING, "unreachable")


def test_a_header_cannot_be_smuggled_in_through_the_row(smtp, make_delivery):
    delivery = make_delivery()
    Delivery.objects.update(destination="elsa@example.org\nBcc: all@example.org")
    assert outcome(delivery) == (State.FAILED_PERMANENTLY, "address")
    assert smtp.received == []


def test_a_configured_sender_name_is_kept(settings):
    settings.DEFAULT_FROM_EMAIL = "Kontaktcenter <svar@norrvik.example>"
    assert sender("en") == "Kontaktcenter <svar@norrvik.example>"


def test_a_name_with_letters_beyond_ascii_is_encoded(make_delivery, settings):
    settings.DEFAULT_FROM_EMAIL = "Östra Ämterviks kommun <svar@norrvik.example>"
    raw = build_message(make_delivery()).message()["From"]
    assert raw.isascii()
    assert "svar@norrvik.example" in raw
