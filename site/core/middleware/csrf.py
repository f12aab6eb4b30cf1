"""Protection against requests forged by other sites: a cookie for staff, an origin check for everybody else (D16)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from accounts.paths import is_staff_path

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


def is_cross_site(request: HttpRequest) -> bool:
    """Tell whether a browser says that another site made the request; programs send neither header and pass."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


class StaffCsrfMiddleware(CsrfViewMiddleware):
    """Django's CSRF check and cookie under /admin/ and /accounts/ only: public pages set no cookie."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the cookie of staff."""
        if is_staff_path(request):
            super().process_request(request)

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        """Check staff's token; refuse a public form posted from another site."""
        if is_staff_path(request):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        exempt = getattr(callback, "csrf_exempt", False)
        if request.method not in SAFE_METHODS and not exempt and is_cross_site(request):
            raise PermissionDenied
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the cookie for staff."""
        return super().process_response(request, response) if is_staff_path(request) else response
