"""What SMTP errors mean."""

import smtplib
import ssl

import pytest

from outbox.failures import PermanentFailure, ServerAway, TemporaryFailure
from outbox.smtp import answer_code, connecting_failure, sending_failure


def refused(code, text=b""):
    return smtplib.SMTPRecipientsRefused({"elsa@example.org": (code, text)})


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (refused(550, b"5.1.1 <elsa@example.org> unknown"), PermanentFailure, "550 5.1.1"),
        (refused(450, b"4.2.0 greylisted"), TemporaryFailure, "450 4.2.0"),
        (refused(421), TemporaryFailure, "421"),
        (smtplib.SMTPDataError(554, b"5.7.1 looks like spam"), PermanentFailure, "554 5.7.1"),
        (smtplib.SMTPDataError(451, b"try later"), TemporaryFailure, "451"),
        (smtplib.SMTPDataError(-1, b"garbage"), TemporaryFailure, "-1"),
        (smtplib.SMTPSenderRefused(530, b"5.7.0 sign in first", "a@b.se"), ServerAway, "530 5.7.0"),
        (smtplib.SMTPServerDisconnected("closed"), TemporaryFailure, "disconnected"),
        (TimeoutError(), TemporaryFailure, "timeout"),
        (ConnectionResetError(), TemporaryFailure, "disconnected"),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), PermanentFailure, "address"),
    ],
)
def test_errors_about_a_message(error, kind, code):
    failure = sending_failure(error)
    assert (type(failure), failure.code) == (kind, code)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConnectionRefusedError(), "unreachable"),
        (TimeoutError(), "unreachable"),
        (smtplib.SMTPConnectError(421, b"too many connections"), "421"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong password for elsa"), "sign-in"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "sign-in"),
        (ssl.SSLCertVerificationError(), "encryption"),
    ],
)
def test_errors_before_a_message_are_our_own_servers(error, code):
    failure = connecting_failure(error)
    assert (type(failure), failure.code) == (ServerAway, code)


def test_only_numbers_of_an_answer_are_kept():
    assert answer_code(550, b"elsa@example.org 5.1.1 is unknown") == "550"
    assert answer_code(550, "5.1.1 elsa@example.org") == "550 5.1.1"
