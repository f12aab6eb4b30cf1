"""Who may use the screens of crisis mode: everything below asks here, each view for itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.permissions import page_permission_policy

OPERATE = "crisis.operate_crisis"
ENTER = "wagtailadmin.access_admin"
PAGE_ACTIONS = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}

View = Callable[..., HttpResponseBase]


def may_operate(user: Any) -> bool:
    """Tell whether this user may operate crisis mode."""
    return bool(user.is_active and user.has_perm(OPERATE))


def is_crisis_only(user: Any) -> bool:
    """Tell whether crisis mode is all this user has to do here: then nothing else is shown."""
    if user.is_superuser or not may_operate(user):
        return False
    others = {name for name in user.get_all_permissions() if not name.startswith("crisis.") and name != ENTER}
    return not others and not page_permission_policy.user_has_any_permission(user, PAGE_ACTIONS)


def crisis_staff_only(view: View) -> View:
    """Answer 403 to staff without the right; Wagtail would lead them to its front page with 302 instead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_operate(request.user):
            return render(request, "crisis/admin/forbidden.html", status=403)
        return view(request, *args, **kwargs)

    return guarded
