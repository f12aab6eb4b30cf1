"""A real SMTP server (aiosmtpd) that behaves as badly as an address tells it to."""

import asyncio
import collections
import contextlib
import email
import logging
import threading
import time
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller

from tests.deploy.processes import free_port

# What a local part makes the server do at RCPT; "(first)" only at the first attempt for that address.
ANSWERS = {
    "busy421": "421 4.3.2 Closing, <{address}> must wait",  # (first)
    "later450": "450 4.2.0 <{address}>: greylisted",  # (first)
    "full452": "452 4.2.2 <{address}>: mailbox full",
    "nobody550": "550 5.1.1 <{address}>: no such person",
}
ONLY_FIRST = ("busy421", "later450", "drop", "lost")


@dataclass(frozen=True)
class Received:
    """A message that the server took."""

    message_id: str
    recipient: str
    at: float
    content: bytes


@dataclass
class MailServer:
    """Started and stopped at will on one port; keeps what it received over both."""

    port: int = field(default_factory=free_port)
    seconds_per_message: float = 0.0
    received: list[Received] = field(default_factory=list)
    tries: collections.Counter = field(default_factory=collections.Counter)
    message_ids: dict[str, set[str]] = field(default_factory=lambda: collections.defaultdict(set))
    controller: Controller | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self):
        """Listen."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd writes down every line it hears
        self.controller = Controller(_Handler(self), hostname="127.0.0.1", port=self.port, ready_timeout=30)
        self.controller.start()
        return self

    def stop(self):
        """Listen no more; connections refuse from now on."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def received_ids(self):
        """Return how often each Message-ID was taken."""
        with self.lock:
            return collections.Counter(message.message_id for message in self.received)

    def recipients(self):
        """Return how often each address got a message."""
        with self.lock:
            return collections.Counter(message.recipient for message in self.received)


class _Handler:
    def __init__(self, book):
        self.book = book

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        book, role = self.book, address.partition("@")[0].partition("-")[0]
        book.tries[address] += 1
        if role == "pit":
            await asyncio.sleep(600)
        if role == "drip":
            await self._drip(server)
        if role in ANSWERS and (role not in ONLY_FIRST or book.tries[address] == 1):
            return ANSWERS[role].format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def _drip(self, server):
        """Send one more line of an endless answer before any time-out strikes."""
        for _line in range(2000):
            await server.push("250-one moment please")
            await asyncio.sleep(0.3)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        book, address = self.book, envelope.rcpt_tos[0]
        message_id = email.message_from_bytes(envelope.content)["Message-ID"].strip()
        role = address.partition("@")[0].partition("-")[0]
        book.message_ids[address].add(message_id)
        if book.seconds_per_message:
            await asyncio.sleep(book.seconds_per_message)
        first = book.tries[address] == 1
        if not (role == "lost" and first):  # dropped before it was stored
            with book.lock:
                book.received.append(Received(message_id, address, time.monotonic(), envelope.content))
        if role in ("drop", "lost") and first:
            server.transport.abort()
            return "451 never seen"
        return "250 OK"


@contextlib.contextmanager
def mail_server(**options):
    """Run a server for the time of a test."""
    server = MailServer(**options).start()
    try:
        yield server
    finally:
        server.stop()
