"""Append-only events in a hash chain, and the owner that knows how many there must be (architecture §4)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.chain import canonical, mac, new_salt, payload_digest

ERASED = "erased"


class AppendOnlyError(TypeError):
    """Something tried to change or delete what is only ever added to."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are added and read, never changed and never deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed")

    def anew(self) -> models.QuerySet[Any]:
        """Return the same rows as an ordinary queryset: for erasing by rule, and for nothing else."""
        plain: models.QuerySet[Any] = models.QuerySet(self.model, using=self.db)
        plain.query = self.query.chain()
        return plain


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; AppendOnlyError when it stands already."""
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")


class ChainOwner(models.Model):
    """Has a chain of events: the last one's hash, how many there are, and a seal on both made with the key."""

    chain_head = models.CharField(max_length=64, default="", blank=True, editable=False)
    chain_count = models.PositiveBigIntegerField(default=0, editable=False)
    chain_seal = models.CharField(max_length=64, default="", blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def chain_key(self) -> str:
        """Return the owner's name in hashes: it must never change."""
        return f"{self._meta.label}:{getattr(self, 'uid', None) or self.pk}"

    def expected_seal(self) -> str:
        """Return the seal that head and count must have; an owner without events has none."""
        return mac("seal", [self.chain_key, self.chain_count, self.chain_head]) if self.chain_count else ""


class ChainedEvent(AppendOnly):
    """One event: who, when, what. Subclasses add the owner's foreign key and name it, and columns the hash covers."""

    owner_field: ClassVar[str] = ""
    chained_columns: ClassVar[tuple[str, ...]] = ()  # further columns the hash covers

    position = models.PositiveBigIntegerField(_("Number"), editable=False)
    at = models.DateTimeField(_("When"), editable=False)
    by = models.CharField(_("Who"), max_length=200, blank=True, editable=False)
    actor = models.CharField(max_length=200, blank=True, editable=False)  # "user:7", "shell:root@node", "file"
    kind = models.CharField(_("What"), max_length=40, editable=False)
    payload = models.JSONField(_("Content"), null=True, editable=False)
    salt = models.CharField(max_length=32, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)  # of salt and payload
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"

    @classmethod
    def append(
        cls,
        owner: ChainOwner,
        *,
        kind: str,
        payload: Mapping[str, Any],
        by: str = "",
        actor: str = "",
        at: datetime.datetime | None = None,
        **columns: Any,
    ) -> Self:
        """Add an event at the end of the owner's chain, in the caller's transaction or one of its own."""
        if not cls.owner_field:
            raise ImproperlyConfigured(f"{cls.__name__} does not name its owner's field")
        with transaction.atomic():
            locked = type(owner)._base_manager.select_for_update().get(pk=owner.pk)
            salt, payload = new_salt(), json.loads(canonical(payload))
            event = cls(
                **{cls.owner_field: owner},
                **columns,
                position=locked.chain_count + 1,
                at=at or timezone.now(),
                by=by[:200],
                actor=actor[:200],
                kind=kind,
                payload=payload,
                salt=salt,
                digest=payload_digest(salt, payload),
            )
            event.hash = event.expected_hash(locked.chain_key, locked.chain_head)
            event.save(force_insert=True)
            locked.chain_head, locked.chain_count = event.hash, event.position
            locked.chain_seal = locked.expected_seal()
            locked.save(update_fields=["chain_head", "chain_count", "chain_seal"])
            owner.chain_head, owner.chain_count = locked.chain_head, locked.chain_count
            owner.chain_seal = locked.chain_seal
        return event

    def expected_digest(self) -> str:
        """Return the digest that salt and payload must have."""
        return payload_digest(self.salt, self.payload or {})

    def expected_hash(self, owner: str, before: str) -> str:
        """Return the hash this event must have after the one whose hash is `before`."""
        columns = {name: getattr(self, name) for name in self.chained_columns}
        words = [owner, self.position, self.at, self.by, self.actor, self.kind, self.digest, columns, before]
        return mac(f"event {self._meta.label}", words)

    def erase(self, *, by: str, rule: str, actor: str = "") -> Self:
        """Drop the payload by a rule that is named; the row stays, and the chain tells that it was erased."""
        with transaction.atomic():
            type(self).objects.filter(pk=self.pk).anew().update(payload=None, salt="")
            owner: ChainOwner = getattr(self, self.owner_field)
            payload = {"position": self.position, "rule": rule}
            event = type(self).append(owner, kind=ERASED, payload=payload, by=by, actor=actor)
        self.payload, self.salt = None, ""
        return event


class ChainTombstone(AppendOnly):
    """What is left of an owner that was deleted by rule: how long its chain was and where it ended."""

    owner = models.CharField(max_length=200, unique=True, editable=False)
    head = models.CharField(max_length=64, editable=False)
    count = models.PositiveBigIntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    by = models.CharField(max_length=200, editable=False)
    rule = models.CharField(max_length=200, editable=False)
    seal = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")

    def __str__(self) -> str:
        return self.owner

    def expected_seal(self) -> str:
        """Return the seal this row must have."""
        return mac("tombstone", [self.owner, self.head, self.count, self.at, self.by, self.rule])


@transaction.atomic
def bury(owner: ChainOwner, *, by: str, rule: str) -> ChainTombstone:
    """Delete an owner and its events by a rule that is named; a tombstone remains."""
    locked = type(owner)._base_manager.select_for_update().get(pk=owner.pk)
    stone = ChainTombstone(
        owner=locked.chain_key, head=locked.chain_head, count=locked.chain_count, at=timezone.now(), by=by, rule=rule
    )
    stone.seal = stone.expected_seal()
    stone.save(force_insert=True)
    for model in chain_models():
        if model._meta.get_field(model.owner_field).related_model is type(owner):
            model.objects.filter(**{model.owner_field: owner}).anew().delete()
    locked.delete()
    return stone


def chain_models() -> list[type[ChainedEvent]]:
    """Return every kind of event that stands in a chain."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, ChainedEvent)]
