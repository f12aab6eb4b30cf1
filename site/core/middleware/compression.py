"""Gzip for public pages, so that they are small without nginx too."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
    "image/svg",
)


class PublicGZipMiddleware(GZipMiddleware):
    """Compresses what everybody may see and nothing else: a page without secrets leaks none by its length (BREACH).

    Without Django's random padding, so that two visitors get the same bytes.
    """

    max_random_bytes = 0

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress public text."""
        is_public = response.get("Cache-Control", "").startswith("public")
        is_text = response.get("Content-Type", "").startswith(COMPRESSIBLE)
        if response.streaming or not (is_public and is_text):
            return response
        return super().process_response(request, response)
