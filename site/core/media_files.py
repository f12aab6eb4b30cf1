"""Uploaded pictures without nginx, as in the demo; production lets nginx do it with the same headers."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

# An SVG opened by its own address may hold scripts: nothing in it may run.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a public upload; 304 when the visitor has it already, 404 when there is none."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=3600"
    response["Content-Security-Policy"] = POLICY
    return response
