"""Which addresses belong to staff: the only ones with sessions, CSRF cookies and signed-in users (D16)."""

from django.conf import settings
from django.http import HttpRequest

STAFF_PREFIXES = ("/admin/", "/accounts/")


def is_staff_path(request: HttpRequest) -> bool:
    """Tell whether the address is one that only staff use."""
    return request.path_info.startswith(STAFF_PREFIXES)


def has_staff_cookie(request: HttpRequest) -> bool:
    """Tell whether the visitor carries a session, without opening it (opening it alone adds `Vary: Cookie`)."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES
