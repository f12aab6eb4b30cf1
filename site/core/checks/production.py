"""What production refuses to start with (D1). Other settings modules do not set REFUSE_WEAK_PRODUCTION."""

import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection

MIN_KEY_LENGTH = 32
KEYS = {
    "SECRET_KEY": "TORGET_SECRET_KEY",
    "LINK_KEY": "TORGET_LINK_KEY",
    "CHAIN_KEY": "TORGET_CHAIN_KEY",
}


def refuse_weak_production() -> None:
    """Raise ImproperlyConfigured that names everything too weak for production; does nothing elsewhere."""
    if not getattr(settings, "REFUSE_WEAK_PRODUCTION", False):
        return
    faults = list(weak_settings())
    if faults:
        raise ImproperlyConfigured("Torget does not start in production:\n- " + "\n- ".join(faults))


def refuse_weak_database() -> None:
    """Raise ImproperlyConfigured when the database may lose what it acknowledged.

    A database that does not answer is no reason to stay down: /healthz/ready asks again.
    """
    try:
        is_weak = weak_durability()
    except Error:
        return
    if is_weak:
        raise ImproperlyConfigured("Torget does not start in production:\n- the database has synchronous_commit off")


def weak_durability() -> bool:
    """Ask PostgreSQL whether a commit waits for the disk; only where weak production is refused."""
    if not getattr(settings, "REFUSE_WEAK_PRODUCTION", False) or connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return cursor.fetchone()[0] == "off"


def weak_settings() -> Iterator[str]:
    """Yield a sentence for each setting that is too weak, naming the variable that mends it."""
    if settings.DEBUG:
        yield "DEBUG is on"
    yield from _weak_keys()
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "TORGET_ALLOWED_HOSTS must name the site's host names, without *"
    base = urlsplit(settings.BASE_URL)
    if base.scheme != "https" or not base.hostname:
        yield "TORGET_BASE_URL must be the site's address, beginning with https://"
    if not settings.MFA_ENFORCED:
        yield "MFA_ENFORCED is off"
    if not _is_crisis_switch():
        yield from _weak_database()


def _is_crisis_switch() -> bool:
    """Tell whether this is `manage.py crisis`: it must work although the database's address is wrong or forgotten."""
    return sys.argv[1:2] == ["crisis"]


def _weak_keys() -> Iterator[str]:
    """Yield what is wrong with the keys: missing, published with the code, short, or one used for two things."""
    values = {name: _key(name) for name in KEYS}
    for name, variable in KEYS.items():
        if len(values[name]) < MIN_KEY_LENGTH or values[name].startswith(("development-only", "django-insecure")):
            yield f"{variable} must be a secret of at least {MIN_KEY_LENGTH} random characters"
    if len(set(values.values())) < len(values):
        yield f"{', '.join(KEYS.values())} must differ from each other"


def _key(name: str) -> str:
    """Return a key, empty when it is missing (Django raises an error of its own for one of them)."""
    try:
        return getattr(settings, name, "") or ""
    except ImproperlyConfigured:
        return ""


def _weak_database() -> Iterator[str]:
    database: dict[str, Any] = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        yield "DATABASE_URL must name a PostgreSQL database, not SQLite"
    options = str(database.get("OPTIONS", {}).get("options", ""))
    if "synchronous_commit=off" in options.replace(" ", ""):
        yield "the database's options switch synchronous_commit off"
