"""The ways out of the house: one channel a kind of delivery, registered by apps in ready()."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.registries import Registry

if TYPE_CHECKING:
    from outbox.models import Delivery


@dataclass(frozen=True)
class Channel:
    """How one kind is delivered.

    `check` raises ValidationError for a destination that cannot be right, `lane` names what several destinations
    share and may be slow together (a domain), `send` returns when the other side has taken responsibility and raises
    a DeliveryFailure when it has not.
    """

    kind: str
    label: Any
    check: Callable[[str], None]
    lane: Callable[[str], str]
    send: Callable[[Delivery], None]


channels: Registry[Channel] = Registry(key=lambda channel: channel.kind)


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds to choose from."""
    return [(channel.kind, channel.label) for channel in channels]
