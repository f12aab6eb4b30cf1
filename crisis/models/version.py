"""One row a change: what all events together said from then on. Off is a version too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import AppendOnly
from crisis.content import State
from crisis.models.fields import ORIGINS
from crisis.reading import read


class CrisisVersion(AppendOnly):
    """A numbered state of everything; numbers only grow. Its digest stands in the log's chain."""

    number = models.PositiveBigIntegerField(_("Number"), unique=True, editable=False)
    origin = models.CharField(_("Origin"), max_length=10, choices=ORIGINS, editable=False)
    at = models.DateTimeField(_("When"), editable=False)
    by = models.CharField(_("Who"), max_length=200, editable=False)
    is_on = models.BooleanField(_("On"), editable=False)
    level = models.PositiveSmallIntegerField(_("Level"), default=0, editable=False)  # gravest public one; 0: none
    digest = models.CharField(max_length=64, editable=False)
    content = models.JSONField(editable=False)  # crisis.content.State

    class Meta:
        verbose_name = _("version of the crisis page")
        verbose_name_plural = _("versions of the crisis page")
        ordering = ["-number"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def state(self) -> State:
        """Return what this version says."""
        return read(State, self.content)
