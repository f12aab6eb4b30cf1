"""What must leave the house, one row a message and recipient."""

import datetime
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox.channels import channels
from outbox.failures import meaning
from outbox.mails import mails


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The sweeper's and the staff's questions."""

    def due(self, now: datetime.datetime) -> "DeliveryQuerySet":
        """Return what waits, whose time has come and which nobody has taken."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
        return self.filter(free, state=Delivery.State.WAITING, next_attempt_at__lte=now)

    def under_way(self, now: datetime.datetime) -> "DeliveryQuerySet":
        """Return what some process is sending."""
        return self.filter(state=Delivery.State.WAITING, leased_until__gt=now)

    def failed(self) -> "DeliveryQuerySet":
        """Return what did not arrive and is not tried any more."""
        return self.filter(state__in=Delivery.FAILED)


class Delivery(models.Model):
    """A message to one recipient, written in the transaction of what it tells of and sent afterwards.

    `payload` holds ids and the name of a template; the words are made when it is sent. It is sent at least once: who
    is killed between the server's answer and our note of it sends it again, with the same Message-ID.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED_PERMANENTLY = "failed_permanently", _("Refused")
        GIVEN_UP = "given_up", _("Given up after three days")

    FAILED: ClassVar[tuple[str, ...]] = (State.FAILED_PERMANENTLY, State.GIVEN_UP)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("Kind"), max_length=20)
    destination = models.CharField(_("To"), max_length=320)
    lane = models.CharField(max_length=255, editable=False)  # what may be slow together: the destination's domain
    payload = models.JSONField(default=dict)
    subject_type = models.CharField(max_length=80, blank=True)  # what it is about, as text: "cases.case"
    subject_id = models.CharField(_("About"), max_length=80, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("Written"), default=timezone.now, db_index=True)
    next_attempt_at = models.DateTimeField(_("Next attempt"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("Attempts"), default=0)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    last_attempt_at = models.DateTimeField(_("Last attempt"), null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=140, blank=True)
    last_error = models.CharField(_("Reason"), max_length=80, blank=True)  # outbox.failures: no personal data
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("send_again_delivery", "Can send an outgoing message again")]
        indexes = [
            models.Index(fields=["attempts", "next_attempt_at"], condition=Q(state="waiting"), name="outbox_due"),
            models.Index(fields=["subject_type", "subject_id"], name="outbox_subject"),
            models.Index(fields=["state", "-created_at"], name="outbox_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed_permanently", "given_up"]), name="outbox_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(leased_until__isnull=True), name="outbox_lease_while_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} → {self.destination}"

    def clean(self) -> None:
        """The kind has a channel, and the channel accepts the destination."""
        channel = channels.get(self.kind)
        if channel is None:
            raise ValidationError({"kind": _("There is no way to send this kind of message.")})
        try:
            channel.check(self.destination)
        except ValidationError as error:
            raise ValidationError({"destination": error.messages}) from error

    @property
    def message_id(self) -> str:
        """Return the same Message-ID for every attempt, so that a mailbox can tell a repetition."""
        return f"<{self.uid}@{settings.MUNICIPALITY.email.rpartition('@')[2]}>"

    @property
    def about(self) -> str:
        """Return what kind of message it is, in the reader's language."""
        mail = mails.get(self.payload.get("template", ""))
        return str(mail.label) if mail else self.kind

    @property
    def reason(self) -> str:
        """Return in plain words what went wrong the last time."""
        return meaning(self.last_error) if self.last_error else ""

    @property
    def can_be_sent_again(self) -> bool:
        """Say whether staff may have it sent again: only what did not arrive."""
        return self.state in self.FAILED

    def save(self, **kwargs: Any) -> None:
        """Keep the lane in step with the destination."""
        channel = channels.get(self.kind)
        if channel is not None:
            self.lane = channel.lane(self.destination)[:255]
        super().save(**kwargs)
