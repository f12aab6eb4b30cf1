"""The arithmetic of the hash chain: what an event's place, words and predecessor come to under the secret key.

The hash covers a salted digest of the payload and not the payload itself, so that erasing by rule leaves the chain
whole (architecture §4). The key stays outside the database: who can write there cannot write a chain that verifies.
"""

import datetime
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings


def canonical(value: Any) -> bytes:
    """Return a value as the one JSON text it has, whatever order its keys came in."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return str(value)


def mac(purpose: str, value: Any) -> str:
    """Return the keyed hash of a value for one purpose; without the key nobody can make it."""
    return hmac.new(
        settings.CHAIN_KEY.encode(), purpose.encode() + b"\0" + canonical(value), hashlib.sha256
    ).hexdigest()


def new_salt() -> str:
    """Return a salt that keeps a digest from being guessed after its payload was erased."""
    return secrets.token_hex(16)


def payload_digest(salt: str, payload: Mapping[str, Any]) -> str:
    """Return what the chain keeps of a payload."""
    return hashlib.sha256(salt.encode() + b"\0" + canonical(payload)).hexdigest()
