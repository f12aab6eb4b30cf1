"""Rate limits that all workers share."""

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.utils.connection import ConnectionProxy

MODULES = (ratelimit, totp)


def share_rate_limits() -> None:
    """Let allauth count attempts and used codes in the cache `shared`; it knows only `default`, which each worker owns.

    allauth has no setting for it. A version without these names is refused at start, so that limits never fall back
    to one count a worker unnoticed.
    """
    shared = ConnectionProxy(caches, "shared")
    for module in MODULES:
        if not hasattr(module, "cache"):
            raise ImproperlyConfigured(f"{module.__name__} no longer has a `cache`: see accounts.rate_limits")
        module.cache = shared
