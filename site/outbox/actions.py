"""Writing to the outbox, and emptying it."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from outbox.channels import channels
from outbox.failures import NO_CHANNEL, PROGRAM, DeliveryFailure, ServerAway, TemporaryFailure
from outbox.leases import claim, release_dead_leases
from outbox.mails import Ids, mails
from outbox.models import Delivery
from outbox.outcomes import note_failure, note_sent

logger = logging.getLogger(__name__)


def enqueue_mail(
    *, to: str, template: str, language: str, ids: Ids | None = None, subject_type: str = "", subject_id: str = ""
) -> Delivery:
    """Write a mail to one recipient in the caller's transaction; nothing is sent here.

    `ids` are what the mail's `context` needs to find its words; no text that a person wrote belongs there. An unknown
    template is a LookupError, a wrong address a ValidationError.
    """
    if mails.get(template) is None:
        raise LookupError(f"no mail named {template}")
    values = dict(ids or {})
    if any(not isinstance(value, str | int | bool | None) for value in values.values()):
        raise ValidationError({"payload": "ids are text, numbers or nothing"})
    known = language if language in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE
    delivery = Delivery(
        kind="mail",
        destination=to,
        payload={"template": template, "language": known, "ids": values},
        subject_type=subject_type,
        subject_id=str(subject_id),
    )
    delivery.full_clean()
    delivery.save()
    return delivery


@transaction.atomic
def send_again(*, deliveries: Sequence[Delivery], user: User) -> int:
    """Let failed rows wait again, with three new days; return how many. Who asked is kept in the audit log."""
    count = 0
    for delivery in deliveries:
        changed = Delivery.objects.failed().filter(pk=delivery.pk)
        if changed.update(
            state=Delivery.State.WAITING, next_attempt_at=timezone.now(), attempts=0, first_attempt_at=None
        ):
            log(instance=delivery, action="outbox.send_again", user=user)
            count += 1
    return count


def deliver(*, seconds: float | None = None, stop: threading.Event | None = None) -> Counter[str]:
    """Send what is due, one after the other, each with its own commit; return how many came to which state.

    Ends when nothing is due, after `seconds`, when `stop` is set, or when our own server is away.
    """
    release_dead_leases()
    tally: Counter[str] = Counter()
    end = None if seconds is None else time.monotonic() + seconds
    while not (stop and stop.is_set()) and (end is None or time.monotonic() < end):
        delivery = claim()
        if delivery is None:
            break
        state, failure = attempt(delivery)
        tally[state] += 1
        if isinstance(failure, ServerAway):
            break
    return tally


def attempt(delivery: Delivery) -> tuple[str, DeliveryFailure | None]:
    """Try a row that this process has taken; return the state it came to and what went wrong."""
    try:
        _send(delivery)
    except DeliveryFailure as failure:
        return note_failure(delivery, failure), failure
    note_sent(delivery)
    return Delivery.State.SENT, None


def _send(delivery: Delivery) -> None:
    """Send by the row's channel; whatever goes wrong in there is a failure of this row alone."""
    channel = channels.get(delivery.kind)
    if channel is None:
        raise TemporaryFailure(NO_CHANNEL)
    try:
        channel.send(delivery)
    except (
        DeliveryFailure,
        OperationalError,
        InterfaceError,
    ):  # the latter two: the database is away, nothing is wrong
        raise
    except Exception as error:
        logger.exception("delivery %s could not be written", delivery.pk)
        raise TemporaryFailure(f"{PROGRAM}: {type(error).__name__}") from error
