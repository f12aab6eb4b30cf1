"""Proof that nobody altered, deleted, moved or invented an event: each chain is walked from its first to its last."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from core.models import ChainTombstone
from core.models.chain import ERASED, ChainedEvent, ChainOwner, chain_models
from core.registries import Registry


@dataclass(frozen=True)
class Fault:
    """The first bad event of a chain, or what else does not agree; `position` 0: none in particular."""

    chain: str
    position: int
    reason: str

    def __str__(self) -> str:
        return f"{self.chain}: event {self.position} {self.reason}" if self.position else f"{self.chain}: {self.reason}"


@dataclass(frozen=True)
class Witness:
    """Something outside the chains that must agree with them, registered by the app it belongs to."""

    name: str
    faults: Callable[[], Iterator[Fault]]


witnesses: Registry[Witness] = Registry(key=lambda witness: witness.name)


@dataclass
class Tally:
    """How many chains and events were read."""

    chains: int = 0
    events: int = 0


def faults(tally: Tally | None = None) -> Iterator[Fault]:
    """Yield the first fault of every chain that has one, then those of tombstones and witnesses."""
    tally = tally or Tally()
    for model in chain_models():
        owner_model = cast("type[ChainOwner]", model._meta.get_field(model.owner_field).related_model)
        for owner in owner_model._base_manager.order_by("pk"):
            tally.chains += 1
            tally.events += owner.chain_count
            found = _settled_fault(model, owner)
            if found:
                yield found
        yield from _orphans(model, owner_model)
    for stone in ChainTombstone.objects.order_by("pk").iterator():
        if stone.seal != stone.expected_seal():
            yield Fault(stone.owner, 0, "its tombstone was changed or forged")
    for witness in witnesses:
        yield from witness.faults()


def _settled_fault(model: type[ChainedEvent], owner: ChainOwner) -> Fault | None:
    """Walk a chain; again when it grew meanwhile, for then its end was not yet the one its owner knew."""
    for _try in range(5):
        found = first_fault(model, owner)
        if found is None:
            return None
        before = owner.chain_count
        owner.refresh_from_db()
        if owner.chain_count == before:
            break
    return found


def first_fault(model: type[ChainedEvent], owner: ChainOwner) -> Fault | None:
    """Return the first bad event of one owner's chain, None when all are as they were written."""
    name, before, last = owner.chain_key, "", 0
    mine = model._base_manager.filter(**{model.owner_field: owner})
    erased = {payload["position"] for payload in mine.filter(kind=ERASED).values_list("payload", flat=True) if payload}
    for event in mine.order_by("position", "pk").iterator(chunk_size=1000):
        if event.position != last + 1:
            return _out_of_place(name, event.position, last)
        last = event.position
        reason = _what_is_wrong(event, name, before, erased)
        if reason:
            return Fault(name, event.position, reason)
        before = event.hash
    return _wrong_end(owner, name, before, last)


def _out_of_place(name: str, position: int, last: int) -> Fault:
    if position > last + 1:
        return Fault(name, last + 1, "is missing")
    return Fault(name, position, "stands there twice")


def _what_is_wrong(event: ChainedEvent, name: str, before: str, erased: set[int]) -> str:
    """Return why an event is not as it was written, empty when it is."""
    if event.payload is None:
        if event.position not in erased:
            return "has lost its content, and no event says that it was erased by rule"
    elif event.digest != event.expected_digest():
        return "was changed: its content is not what was written"
    if event.hash != event.expected_hash(name, before):
        return "was changed, moved or inserted: it does not follow from the one before"
    return ""


def _wrong_end(owner: ChainOwner, name: str, head: str, last: int) -> Fault | None:
    """Compare the chain's end with what its owner knows: the last events can be cut off without breaking a link."""
    if owner.chain_count > last:
        return Fault(name, last + 1, "is missing: the chain ends too early")
    if owner.chain_count < last:
        return Fault(name, owner.chain_count + 1, "was inserted: the chain should end before it")
    if owner.chain_head != head or owner.chain_seal != owner.expected_seal():
        return Fault(name, last + 1, "is missing, or the seal was changed: the chain's end is not the one sealed")
    return None


def _orphans(model: type[ChainedEvent], owner_model: type[ChainOwner]) -> Iterator[Fault]:
    """Yield a fault for events whose owner is gone without a tombstone (the database should not allow it)."""
    column = f"{model.owner_field}_id"
    known = owner_model._base_manager.values("pk")
    lost = model._base_manager.exclude(**{f"{column}__in": known}).order_by("pk").first()
    if lost is not None:
        yield Fault(f"{owner_model._meta.label}:{getattr(lost, column)}", lost.position, "has no owner any more")
