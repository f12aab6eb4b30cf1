"""The visitor's network address, for rate limits only: it is never logged nor stored."""

from django.conf import settings
from django.http import HttpRequest

LOCAL = "127.0.0.1"


def client_address(request: HttpRequest) -> str:
    """Return the nearest address that is not one of our proxies (TORGET_TRUSTED_PROXIES)."""
    address = request.META.get("REMOTE_ADDR") or LOCAL
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for hop in reversed([hop.strip() for hop in forwarded if hop.strip()]):
        if address not in settings.TRUSTED_PROXIES:
            break
        address = hop
    return address
