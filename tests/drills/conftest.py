"""Drills commit for real, because other processes must see their rows; only those rows are removed afterwards."""

import collections
from dataclasses import dataclass

import pytest
from django.db import connection

from core.models import JobRun
from outbox.actions import enqueue_mail
from outbox.models import Delivery
from tests.deploy.conftest import nginx  # noqa: F401 -- a fixture
from tests.deploy.processes import wait_until
from tests.dose import EVERYTHING as WHOLE
from tests.drills.mail_server import MailServer, mail_server
from tests.drills.workers import Workers


def clear():
    Delivery.objects.all().delete()
    JobRun.objects.all().delete()


@dataclass
class Drill:
    """A mail server, workers, and the book of what went in and what came out."""

    server: MailServer
    workers: Workers

    def enqueue(self, address):
        """Write one message, with a commit of its own, as a visitor's request would."""
        return enqueue_mail(to=address, template="test_message", language="sv")

    def states(self):
        """Return how many messages are in which state."""
        return collections.Counter(Delivery.objects.values_list("state", flat=True))

    def attempts(self, delivery):
        """Return how often a message has been tried."""
        return Delivery.objects.get(pk=delivery.pk).attempts

    def wait_for(self, seconds=120, **states):
        """Wait until so many messages are in these states."""
        return wait_until(lambda: self.states() == states, seconds)

    def reconcile(self, deliveries):
        """Check the books: every message is accounted for, in the database and at the server, and nothing else is."""
        rows = {row.message_id: row for row in Delivery.objects.all()}
        assert rows.keys() == {delivery.message_id for delivery in deliveries}
        received = self.server.received_ids()
        sent = {message_id for message_id, row in rows.items() if row.state == Delivery.State.SENT}
        assert sent <= received.keys() <= rows.keys()
        assert all(message.recipient == rows[message.message_id].destination for message in self.server.received)
        assert sum(self.states().values()) == len(deliveries)
        return received


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """The test database without a transaction around the test; takes the place of pytest-django's fixture here.

    Not `transactional_db`: that one empties every table afterwards, also what migrations wrote.
    """
    with django_db_blocker.unblock():
        clear()
        try:
            yield
        finally:
            clear()
            connection.close()


@pytest.fixture
def drill(db, tmp_path):
    """A mail server and workers, stopped at the end."""
    with mail_server() as server:
        workers = Workers(port=server.port, log=tmp_path / "workers.log")
        try:
            yield Drill(server, workers)
        finally:
            workers.stop()


@pytest.fixture
def dose():
    """Choose how much: the small number in bin/test, the whole with --drills."""
    return lambda small, whole: whole if WHOLE else small
