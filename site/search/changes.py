"""Records what the index must read again, in the transaction that changes it."""

import datetime

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from search.models import SearchChange

KEPT_FOR = datetime.timedelta(days=7)  # a node that slept longer rebuilds its index


def record(instance: models.Model, action: SearchChange.Action, language: str = "") -> None:
    """Note that an object has changed; whether it may be found is decided when the note is read."""
    SearchChange.objects.create(
        model="page" if isinstance(instance, Page) else instance._meta.label_lower,
        object_id=str(instance.pk),
        language=language,
        action=action,
    )


def prune() -> int:
    """Delete notes older than a week but never the newest, by which indexes know that this is still their database."""
    newest = SearchChange.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None:
        return 0
    old = SearchChange.objects.filter(made_at__lt=timezone.now() - KEPT_FOR, id__lt=newest)
    return old.delete()[0]
