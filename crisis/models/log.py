"""The log of everything: who, when, what, with which words. One hash chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import ChainedEvent
from crisis.models.fields import ORIGINS


class CrisisLogEntry(ChainedEvent):
    """What somebody did, or what failed. `payload` holds the words: texts by language, before and after, reason."""

    class Kind(models.TextChoices):
        ON = "on", _("Switched on")
        UPDATE = "update", _("Updated")
        CORRECT = "correct", _("Corrected")
        LEVEL = "level", _("Level changed")
        OFF = "off", _("Switched off")
        CONFLICT = "conflict", _("Refused: somebody else was faster")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")
        ENTERED = "entered", _("Entered afterwards")
        PUBLISHED = "published", _("Files written")
        REMINDER = "reminder", _("Reminder sent")
        REPORT = "report", _("Drill report written")
        ERASED = "erased", _("Erased by rule")

    owner_field: ClassVar[str] = "book"
    chained_columns: ClassVar[tuple[str, ...]] = ("event_id", "version", "origin", "journal_id")

    book = models.ForeignKey("crisis.CrisisBook", on_delete=models.PROTECT, related_name="entries", editable=False)
    event = models.ForeignKey(
        "crisis.CrisisEvent", on_delete=models.PROTECT, null=True, related_name="log", editable=False
    )
    version = models.PositiveBigIntegerField(_("Version"), null=True, editable=False)  # number of the version made
    origin = models.CharField(_("Origin"), max_length=10, choices=ORIGINS, editable=False)
    # Which line of a node's journal this was, so that no line is entered twice.
    journal_id = models.CharField(max_length=64, null=True, unique=True, editable=False)

    class Meta(ChainedEvent.Meta):
        verbose_name = _("entry of the crisis log")
        verbose_name_plural = _("crisis log")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["book", "position"], name="crisis_log_positions_are_unique")]

    @property
    def kind_label(self) -> str:
        """Return what was done, in the reader's language."""
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind
