"""Who switches: a name for people and a key that tells one from another."""

from __future__ import annotations

import getpass
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Operator:
    """`name` as the log shows it; `key` such as user:7, shell:anna@node1 or file."""

    name: str
    key: str


def operator_of(who: User | Operator) -> Operator:
    """Return a member of staff as an operator."""
    if isinstance(who, Operator):
        return who
    return Operator(name=str(who)[:200], key=f"user:{who.pk}")


def shell_operator() -> Operator:
    """Return who runs this command, as the machine knows them; behind sudo the one who called it."""
    try:
        name = os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid())
    place = f"{name}@{socket.gethostname()}"[:150]
    return Operator(name=place, key=f"shell:{place}")


FILE = Operator(name="crisis-switch.sh", key="file")
