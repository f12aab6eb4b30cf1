"""Which process sends which row: taken one at a time, given back by the dead."""

import datetime

from django.db import connection, transaction
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.holders import holder, is_gone
from outbox.constants import LANE_LIMIT, lease
from outbox.models import Delivery, DeliveryQuerySet


def claim(pk: int | None = None) -> Delivery | None:
    """Take the next due row, or the due row `pk`, for this process; None when there is none."""
    now = timezone.now()
    if not Delivery.objects.due(now).exists():  # without a transaction: SQLite would lock out everybody else for it
        return None
    due = _candidates(now) if pk is None else Delivery.objects.due(now).filter(pk=pk)
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        row = due.values_list("pk", flat=True).first()
        if row is None or not _take(row, now):
            return None
    return Delivery.objects.get(pk=row)


def _candidates(now: datetime.datetime) -> DeliveryQuerySet:
    """Return what may be taken, in order.

    What was tried least comes first, so that mail in trouble never delays fresh mail. A domain that already keeps
    LANE_LIMIT senders busy is passed over.
    """
    crowded = Delivery.objects.under_way(now).order_by().values("lane").annotate(n=Count("pk"))
    free = Delivery.objects.due(now).exclude(lane__in=crowded.filter(n__gte=LANE_LIMIT).values("lane"))
    return free.order_by("attempts", "next_attempt_at", "pk")


def _take(pk: int, now: datetime.datetime) -> bool:
    """Write our name on the row; False when another was faster (where the database cannot skip locked rows)."""
    row = Delivery.objects.due(now).filter(pk=pk)
    taken = row.update(
        leased_until=now + lease(),
        leased_by=holder(),
        attempts=F("attempts") + 1,
        first_attempt_at=Coalesce("first_attempt_at", now),
        last_attempt_at=now,
    )
    return bool(taken)


def release_dead_leases() -> int:
    """Free what killed processes of this machine had taken; return how many. Other machines' leases run out."""
    now = timezone.now()
    holders = Delivery.objects.under_way(now).order_by().values_list("leased_by", flat=True).distinct()
    dead = [name for name in holders if is_gone(name)]
    if not dead:
        return 0
    return Delivery.objects.under_way(now).filter(leased_by__in=dead).update(leased_until=None, leased_by="")
