"""One event: a notice, something serious, a crisis, or a drill of one. Never deleted, only ended."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.chain import AppendOnlyError
from crisis.content import Event
from crisis.models.fields import LEVELS
from crisis.reading import read


class CrisisEventQuerySet(models.QuerySet["CrisisEvent"]):
    def on(self) -> CrisisEventQuerySet:
        """Return those that are on now."""
        return self.filter(ended_at__isnull=True)

    def ended(self) -> CrisisEventQuerySet:
        """Return those that are over, the latest first."""
        return self.filter(ended_at__isnull=False).order_by("-ended_at")

    def public(self) -> CrisisEventQuerySet:
        """Return those that the public could see: all but private drills."""
        return self.filter(token="")

    def drills(self) -> CrisisEventQuerySet:
        return self.filter(is_drill=True)

    def real(self) -> CrisisEventQuerySet:
        return self.filter(is_drill=False)

    def delete(self) -> NoReturn:
        raise AppendOnlyError("crisis events are ended, never deleted")


class CrisisEvent(models.Model):
    """What was switched on. `content` is what is said now (crisis.content.Event); the log tells how it got there."""

    class End(models.TextChoices):
        OVER = "over", _("Over")
        FALSE_ALARM = "false_alarm", _("False alarm")
        REPLACED = "replaced", _("Replaced by something graver")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scenario = models.ForeignKey(
        "crisis.Scenario",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("Scenario"),
    )
    scenario_key = models.CharField(_("Scenario"), max_length=60, blank=True, editable=False)
    headline = models.CharField(_("Headline"), max_length=300, editable=False)  # in the source language, for lists
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVELS)
    is_drill = models.BooleanField(_("Drill"), default=False)
    token = models.CharField(max_length=64, blank=True, editable=False)  # secret address of a private drill
    started_at = models.DateTimeField(_("Switched on"), editable=False)
    started_by = models.CharField(_("Switched on by"), max_length=200, editable=False)
    changed_at = models.DateTimeField(_("Changed"), editable=False)
    changed_by = models.CharField(_("Changed by"), max_length=200, editable=False)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True, editable=False)
    ended_by = models.CharField(_("Ended by"), max_length=200, blank=True, editable=False)
    end = models.CharField(_("How it ended"), max_length=20, blank=True, choices=End, editable=False)
    next_update_by = models.DateTimeField(_("Next update by"), null=True, blank=True, editable=False)
    content = models.JSONField(editable=False)

    objects = CrisisEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("crisis event")
        verbose_name_plural = _("crisis events")
        ordering = ["-started_at"]
        default_permissions = ()
        permissions = [("operate_crisis", "Can operate crisis mode")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2, 3]), name="crisis_level_is_1_2_3"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="crisis_end_has_moment_and_kind",
            ),
            models.CheckConstraint(condition=Q(token="") | Q(is_drill=True), name="crisis_only_drills_are_private"),
            models.UniqueConstraint(
                fields=["is_drill"],
                condition=Q(ended_at__isnull=True, level__gte=2, token="", is_drill=False),
                name="crisis_one_grave_event_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_on(self) -> bool:
        return self.ended_at is None

    @property
    def is_private(self) -> bool:
        return bool(self.token)

    @property
    def said(self) -> Event:
        """Return what is said, as the value that pages and feeds are made from."""
        return read(Event, self.content)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("crisis events are ended, never deleted")
