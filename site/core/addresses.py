"""Addresses that other systems keep: complete, and the same whatever host a request came by."""

from django.conf import settings


def absolute(path: str | None) -> str:
    """Return the complete address of a path on this site; what is complete already stays as it is."""
    if path and not path.startswith("/"):
        return path
    return f"{settings.BASE_URL}{path or '/'}"


def permanent(kind: str, uid: object) -> str:
    """Return the address by which other systems know a thing (D19), wherever its page moves."""
    return f"{settings.BASE_URL}/id/{kind}/{uid}"
