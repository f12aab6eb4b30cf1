"""manage.py deliver."""

import pytest
from django.core.management import CommandError, call_command

from outbox.models import Delivery

pytestmark = pytest.mark.django_db


def run(capsys, *words):
    call_command("deliver", *words)
    return capsys.readouterr().out


def test_once_sends_what_is_due_and_says_what_became_of_it(capsys, make_delivery, mailoutbox):
    make_delivery()
    assert run(capsys, "--once") == "sent 1, waiting 0, failed_permanently 0, given_up 0\n"
    assert run(capsys, "--once") == "sent 0, waiting 0, failed_permanently 0, given_up 0\n"
    assert len(mailoutbox) == 1


def test_a_test_message_is_sent_alone(capsys, make_delivery, mailoutbox):
    make_delivery(to="other@example.org")
    assert "took the test message to drift@example.org" in run(capsys, "--test", "drift@example.org")
    assert [message.to for message in mailoutbox] == [["drift@example.org"]]
    assert mailoutbox[0].subject


@pytest.mark.server
def test_a_failing_test_message_says_why(smtp, db):
    with pytest.raises(CommandError, match=r"550 5\.1\.1: The address does not exist"):
        call_command("deliver", "--test", "nobody550@example.org")
    smtp.stop()
    with pytest.raises(CommandError, match="unreachable: Our mail server does not answer"):
        call_command("deliver", "--test", "elsa@example.org")


def test_a_wrong_address_for_the_test_is_an_error_and_leaves_nothing(db):
    with pytest.raises(CommandError):
        call_command("deliver", "--test", "not an address")
    assert not Delivery.objects.exists()
