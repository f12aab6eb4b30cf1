"""Django's WSGI application with a request that survives any header."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class TolerantRequest(WSGIRequest):
    """A request whose Content-Type may claim any character set; hygiene refuses it with a page instead of a crash.

    Django decodes the query while it makes the request, before any middleware: `charset=rot13` would end the request
    with an error that nothing catches.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except LookupError:
            self._encoding = None


class TorgetHandler(WSGIHandler):
    """The application that servers call."""

    request_class = TolerantRequest
