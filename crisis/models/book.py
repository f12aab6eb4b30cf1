"""The one book of the crisis record: who wants to change anything locks it first, and its chain is the log."""

from django.db import models

from core.models import ChainOwner


class CrisisBook(ChainOwner):
    """A single row: the number of the version that is in force, the edition of the scenarios, and the log's chain."""

    number = models.PositiveBigIntegerField(default=0, editable=False)
    prepared = models.PositiveBigIntegerField(default=0, editable=False)  # edition of the scenarios, for every machine

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}"
