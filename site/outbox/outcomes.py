"""What becomes of a row after an attempt."""

import datetime
import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from outbox.constants import FEWEST_ATTEMPTS, GIVE_UP_AFTER, LONGEST_WAIT_FOR_SERVER, retry_delays
from outbox.failures import DeliveryFailure, PermanentFailure, ServerAway
from outbox.models import Delivery

logger = logging.getLogger(__name__)

TRIES_TO_NOTE = 10


def note_sent(delivery: Delivery) -> None:
    """Note that the other side took it; also when another process has taken the row meanwhile: it was sent."""
    rows = Delivery.objects.filter(pk=delivery.pk).exclude(state=Delivery.State.SENT)
    _note(rows, state=Delivery.State.SENT, sent_at=timezone.now(), last_error="")


def note_failure(delivery: Delivery, failure: DeliveryFailure) -> str:
    """Note why it was not taken and when to try again, or that nobody will; return the state."""
    now = timezone.now()
    values: dict[str, Any] = {"last_error": failure.code[:80]}
    if isinstance(failure, PermanentFailure):
        values["state"] = Delivery.State.FAILED_PERMANENTLY
    elif is_hopeless(delivery, now):
        values["state"] = Delivery.State.GIVEN_UP
    else:
        values["state"] = Delivery.State.WAITING
        values["next_attempt_at"] = now + wait_after(delivery.attempts, failure)
    logger.warning("delivery %s: %s, %s", delivery.pk, failure.code, values["state"])
    mine = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, leased_by=delivery.leased_by)
    _note(mine, **values)
    return values["state"]


def is_hopeless(delivery: Delivery, now: datetime.datetime) -> bool:
    """Say whether it has been tried long enough and often enough."""
    started = delivery.first_attempt_at or now
    return delivery.attempts >= FEWEST_ATTEMPTS and now - started >= GIVE_UP_AFTER


def wait_after(attempts: int, failure: DeliveryFailure) -> datetime.timedelta:
    """Return how long to wait after so many attempts."""
    delays = retry_delays()
    seconds = delays[min(attempts, len(delays)) - 1]
    if isinstance(failure, ServerAway):
        seconds = min(seconds, LONGEST_WAIT_FOR_SERVER)
    return datetime.timedelta(seconds=seconds)


def _note(rows: QuerySet[Delivery], **values: Any) -> None:
    """Write the outcome and end the lease; wait for a database that is being restarted, or the mail goes out twice."""
    for left in reversed(range(TRIES_TO_NOTE)):
        try:
            rows.update(leased_until=None, leased_by="", **values)
            return
        except (OperationalError, InterfaceError):
            if not left or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
