"""Refuses requests that nothing behind could make sense of, in plain words and before they cost anything."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from core.error_pages import static_error_page

MAX_PATH = 2_048
MAX_QUERY = 16_384
# Django writes bytes of a path that are not UTF-8 as %F6; no address of ours holds such a thing.
NOT_UTF8 = re.compile("%[89A-F][0-9A-F]")
CHARSETS = {"utf-8", "utf8", "us-ascii", "iso-8859-1"}


class RequestHygieneMiddleware:
    """Answers 400 to NUL characters, undecodable addresses and odd character sets, 414 to overlong addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse or pass on."""
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > MAX_PATH or len(query) > MAX_QUERY:
            return static_error_page(request, HTTPStatus.REQUEST_URI_TOO_LONG)
        if self._is_unreadable(request, query):
            return static_error_page(request, HTTPStatus.BAD_REQUEST)
        return self.get_response(request)

    def _is_unreadable(self, request: HttpRequest, query: str) -> bool:
        """Tell whether the address holds NUL or broken UTF-8, or the body claims a character set we do not read."""
        if "\0" in request.path_info or "\0" in query or "%00" in query:
            return True
        if NOT_UTF8.search(request.path_info):
            return True
        charset = (request.content_params or {}).get("charset", "utf-8")
        return charset.lower() not in CHARSETS
