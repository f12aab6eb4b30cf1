"""Delivers by mail."""

from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from outbox.channels import Channel
from outbox.failures import ADDRESS, GONE, PermanentFailure, TemporaryFailure
from outbox.mails import render_mail
from outbox.smtp import InTimeEmailBackend, connecting_failure, sending_failure

if TYPE_CHECKING:
    from outbox.models import Delivery

DJANGO_SMTP = "django.core.mail.backends.smtp.EmailBackend"


def domain(address: str) -> str:
    """Return the part after the @, in lower case."""
    return address.rpartition("@")[2].lower()


def send_mail(delivery: "Delivery") -> None:
    """Write the mail and hand it to the mail server."""
    message = build_message(delivery)
    connection = _connection()
    try:
        _hand_over(message, connection)
    finally:
        connection.close()


def build_message(delivery: "Delivery") -> EmailMultiAlternatives:
    """Write the mail; headers tell other machines that nobody is there to read an automatic reply (RFC 3834)."""
    payload = delivery.payload
    try:
        words = render_mail(payload["template"], payload["language"], payload["ids"])
    except ObjectDoesNotExist as error:
        raise PermanentFailure(GONE) from error
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=sender(payload["language"]),
        to=[delivery.destination],
        headers={
            "Message-ID": delivery.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": payload["language"],
        },
    )
    message.attach_alternative(words.html, "text/html")
    return message


def sender(language: str) -> str:
    """Return the address we write from, with the municipality's name in the recipient's language."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or settings.MUNICIPALITY.name_in(language), address))


def _connection() -> BaseEmailBackend:
    """Return the configured way to send; SMTP is spoken by our own subclass."""
    return InTimeEmailBackend() if settings.EMAIL_BACKEND == DJANGO_SMTP else get_connection()


def _hand_over(message: EmailMultiAlternatives, connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except OSError as error:
        raise connecting_failure(error) from error
    try:
        sent = connection.send_messages([message])
    except OSError as error:
        raise sending_failure(error) from error
    except ValueError as error:  # also UnicodeError and BadHeaderError: the address cannot be written as a header
        raise PermanentFailure(ADDRESS) from error
    if sent == 0:
        raise TemporaryFailure("not taken")


mail_channel = Channel(kind="mail", label=_("E-mail"), check=validate_email, lane=domain, send=send_mail)
