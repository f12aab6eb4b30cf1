"""One finished answer of the crisis site: bytes and what is sent with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rendered:
    """What stands at one path, as it goes into a version's folder."""

    body: bytes
    language: str = ""  # language tag of the page; empty for data
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """Return the entity tag: the same bytes have the same one, on every node."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'
