"""Every save of a scenario, a number or a channel makes a new edition of what shell and file switch use (D8)."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model
from django.db.models.signals import post_delete, post_save

logger = logging.getLogger("torget.crisis")


def connect() -> None:
    """Watch the models that scenarios are made of."""
    from crisis import models

    prepared = (models.Scenario, models.ScenarioText, models.CrisisNumber, models.CrisisNumberText)
    for model in (*prepared, models.NationalChannel, models.NationalChannelText):
        post_save.connect(note, sender=model, dispatch_uid=f"crisis {model.__name__} saved")
        post_delete.connect(note, sender=model, dispatch_uid=f"crisis {model.__name__} deleted")


def note(sender: type[Model], raw: bool = False, **kwargs: Any) -> None:
    """Count a new edition and write this machine's files after the commit; once a transaction."""
    from crisis.models import CrisisBook

    if raw:
        return
    CrisisBook.objects.get_or_create(pk=1)
    CrisisBook.objects.filter(pk=1).update(prepared=F("prepared") + 1)
    pending = any(item[1] is export for item in connection.run_on_commit)
    if not pending:
        transaction.on_commit(export)


def export() -> None:
    """Write the scenarios of this machine; other machines' watchers do it for theirs."""
    from crisis import publishing
    from crisis.errors import NotPublished
    from crisis.models import CrisisBook
    from crisis.queries import prepared_scenarios

    try:
        number = CrisisBook.objects.values_list("prepared", flat=True).first() or 0
        publishing.export(publishing.folder(), prepared_scenarios(), number)
    except (DatabaseError, NotPublished):
        logger.exception("scenarios could not be exported; the watcher tries again")
