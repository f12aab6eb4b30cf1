"""Template context that depends on who asks: only for staff, so that public pages stay the same for everybody."""

from typing import Any

from django.contrib.auth.context_processors import PermWrapper
from django.contrib.messages.api import get_messages
from django.contrib.messages.constants import DEFAULT_LEVELS
from django.http import HttpRequest

from accounts.paths import has_staff_cookie, is_staff_path


def staff_user(request: HttpRequest) -> dict[str, Any]:
    """Give templates `user`, `perms` and `messages` on staff's pages and to visitors who carry a session."""
    if not hasattr(request, "user") or not (is_staff_path(request) or has_staff_cookie(request)):
        return {}
    return {
        "user": request.user,
        "perms": PermWrapper(request.user),
        "messages": get_messages(request),
        "DEFAULT_MESSAGE_LEVELS": DEFAULT_LEVELS,
    }
