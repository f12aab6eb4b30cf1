"""Mails for tests."""

import pytest
from django.utils import translation

from outbox.actions import enqueue_mail
from outbox.mails import Mail, mails
from tests.drills.mail_server import mail_server


@pytest.fixture(autouse=True)
def in_english():
    """Tests read the words that stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def make_delivery(db):
    """Enqueue a test message."""

    def make(to="elsa@example.org", language="sv", **values):
        return enqueue_mail(to=to, template="test_message", language=language, **values)

    return make


@pytest.fixture
def mail_with(monkeypatch):
    """Give the test message a `context` of the test's own."""

    def replace(context):
        monkeypatch.setitem(mails._items, "test_message", Mail("test_message", "Test", context))

    return replace


@pytest.fixture
def smtp(settings):
    """A real SMTP server, and the settings that lead to it."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 2
        yield server
