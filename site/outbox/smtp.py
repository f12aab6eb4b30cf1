"""SMTP conversations that end in time, and what their errors mean."""

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from outbox.constants import longest_conversation
from outbox.failures import (
    ADDRESS,
    DISCONNECTED,
    ENCRYPTION,
    SIGN_IN,
    TIMEOUT,
    UNREACHABLE,
    DeliveryFailure,
    PermanentFailure,
    ServerAway,
    TemporaryFailure,
)

SECONDS_FOR_GOODBYE = 2


class _InTime:
    """Cuts the conversation at its longest: a time-out alone never ends against a server that drips its answer."""

    sock: socket.socket | None
    _over: threading.Event | None = None

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer; the first one starts the clock."""
        if self._over is None:
            self._over = threading.Event()
            threading.Thread(target=self._cut, args=(self._over, longest_conversation()), daemon=True).start()
        return super().getreply()  # type: ignore[misc]

    def close(self) -> None:
        """End the conversation and stop the clock."""
        if self._over is not None:
            self._over.set()
        super().close()  # type: ignore[misc]

    def _cut(self, over: threading.Event, seconds: float) -> None:
        """Shut the socket when time is up, again and again: STARTTLS puts another in its place."""
        while not over.wait(seconds) and (sock := self.sock) is not None:
            seconds = 1
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class InTimeSMTP(_InTime, smtplib.SMTP):
    """Plain or STARTTLS."""


class InTimeSMTPOverTLS(_InTime, smtplib.SMTP_SSL):
    """TLS from the start."""


class InTimeEmailBackend(EmailBackend):
    """Django's SMTP backend with an end to every conversation."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the class that speaks SMTP."""
        return InTimeSMTPOverTLS if self.use_ssl else InTimeSMTP

    def close(self) -> None:
        """Say goodbye, but do not wait for the answer for long: the message is out of our hands."""
        for connection in (self.connection, getattr(self, "_partial_connection", None)):
            if connection is not None and connection.sock is not None:
                connection.sock.settimeout(SECONDS_FOR_GOODBYE)
        with contextlib.suppress(OSError):
            super().close()


def answer_code(code: int, text: Any) -> str:
    """Return number and enhanced code of an answer ("550 5.1.1"); its words may name people."""
    words = text.decode("ascii", "replace") if isinstance(text, bytes) else str(text)
    enhanced = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", words)
    return f"{code} {enhanced[1]}" if enhanced else str(code)


def connecting_failure(error: OSError) -> ServerAway:
    """Say why our mail server could not be spoken to at all."""
    match error:
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError():
            return ServerAway(SIGN_IN)
        case smtplib.SMTPResponseException():
            return ServerAway(answer_code(error.smtp_code, error.smtp_error))
        case ssl.SSLError():
            return ServerAway(ENCRYPTION)
    return ServerAway(UNREACHABLE)


def sending_failure(error: OSError) -> DeliveryFailure:
    """Say why the server did not take this message."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _refused(*next(iter(error.recipients.values())))
        case smtplib.SMTPSenderRefused():
            # About us, not about the recipient: somebody here can put it right.
            return ServerAway(answer_code(error.smtp_code, error.smtp_error))
        case smtplib.SMTPResponseException():
            return _refused(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():
            return PermanentFailure(ADDRESS)
        case smtplib.SMTPServerDisconnected():
            return TemporaryFailure(TIMEOUT if isinstance(error.__context__, TimeoutError) else DISCONNECTED)
        case TimeoutError():
            return TemporaryFailure(TIMEOUT)
    return TemporaryFailure(DISCONNECTED)


def _refused(code: int, text: Any) -> DeliveryFailure:
    failure = PermanentFailure if 500 <= code < 600 else TemporaryFailure
    return failure(answer_code(code, text))
