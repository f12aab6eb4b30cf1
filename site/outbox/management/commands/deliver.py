"""Sends what waits in the outbox; several at a time do no harm (D5)."""

import logging
import signal
import threading
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections, connection

from outbox.actions import attempt, deliver, enqueue_mail
from outbox.constants import SENDERS
from outbox.failures import meaning
from outbox.leases import claim
from outbox.models import Delivery

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks into the outbox
PAUSE_AFTER_ERROR = 5.0


class Command(BaseCommand):
    """manage.py deliver [--once] [--senders N] [--test ADDRESS]."""

    help = "Sends what waits in the outbox until it is told to stop. `manage.py work` does this too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, say what became of it, and end")
        parser.add_argument("--senders", type=int, default=SENDERS, help="how many messages at a time (%(default)s)")
        parser.add_argument("--test", metavar="ADDRESS", help="send a test message there and say what became of it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver."""
        if options["test"]:
            self._test(options["test"])
        elif options["once"]:
            self._report(deliver())
        else:
            self._forever(max(1, options["senders"]))

    def _test(self, address: str) -> None:
        try:
            delivery = enqueue_mail(to=address, template="test_message", language=settings.LANGUAGE_CODE)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        taken = claim(delivery.pk)
        if taken is None:
            self.stdout.write("Another process is sending it already: see Outgoing messages in the admin.")
            return
        state, failure = attempt(taken)
        if failure is not None:
            raise CommandError(f"{state}: {failure.code}: {meaning(failure.code)}")
        self.stdout.write(f"The mail server took the test message to {address}.")

    def _report(self, tally: Counter[str]) -> None:
        names = [
            Delivery.State.SENT,
            Delivery.State.WAITING,
            Delivery.State.FAILED_PERMANENTLY,
            Delivery.State.GIVEN_UP,
        ]
        self.stdout.write(", ".join(f"{name.value} {tally[name]}" for name in names))

    def _forever(self, senders: int) -> None:
        """Run the senders, each in a thread of its own, until a signal says stop."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        threads = [threading.Thread(target=_send_until, args=(stop,), name=f"sender {n}") for n in range(senders)]
        for thread in threads:
            thread.start()
        self.stdout.write(f"Delivering, {senders} at a time")
        self.stdout.flush()
        for thread in threads:
            thread.join()


def _send_until(stop: threading.Event) -> None:
    """Look into the outbox again and again; nothing that goes wrong ends the thread."""
    while not stop.is_set():
        try:
            close_old_connections()
            deliver(stop=stop)
        except Exception:
            logger.exception("delivery stopped, will begin again")
            connection.close()
            stop.wait(PAUSE_AFTER_ERROR)
        stop.wait(PAUSE)
    connection.close()
