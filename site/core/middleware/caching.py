"""Which answers caches may keep (D4, D16): public pages for a second, anything personal never."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from accounts.paths import has_staff_cookie, is_staff_path

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
# Redirects and "not found" are shielded from floods, but nobody is shown an old one for longer than that.
BRIEF = "public, max-age=0, s-maxage=1"
PRIVATE = "private, no-store"
BRIEF_STATUSES = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.GONE,
}


class PublicCacheMiddleware:
    """Sets Cache-Control and ETag, answers 304; a view's own Cache-Control stands, except on staff's pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page be made, then say who may keep it."""
        response = self.get_response(request)
        own = response.get("Cache-Control", "")
        if is_staff_path(request):
            if "no-store" not in own:
                response.headers["Cache-Control"] = PRIVATE
        elif not own or getattr(request, "is_dummy", False):
            response.headers["Cache-Control"] = cache_control(request, response)
        return self._conditional(request, response)

    def _conditional(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Give a public page its ETag, or answer that the visitor's copy is still good."""
        is_public = response.headers["Cache-Control"].startswith("public")
        if not is_public or response.status_code != HTTPStatus.OK or response.streaming:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if not response.has_header("ETag"):
            set_response_etag(response)
        if request.method not in {"GET", "HEAD"}:
            return response
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


def cache_control(request: HttpRequest, response: HttpResponse) -> str:
    """Return the Cache-Control of an answer whose view said nothing."""
    if request.method not in {"GET", "HEAD"} or is_personal(request, response):
        return PRIVATE
    if response.status_code == HTTPStatus.OK:
        return PUBLIC
    return BRIEF if response.status_code in BRIEF_STATUSES else PRIVATE


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether the answer may depend on who asks: a session, a cookie, a form token or a preview was involved."""
    return (
        has_staff_cookie(request)
        or getattr(request, "is_dummy", False)
        or bool(response.cookies)
        or "cookie" in response.get("Vary", "").lower()
        or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
        or "HTTP_AUTHORIZATION" in request.META
    )
