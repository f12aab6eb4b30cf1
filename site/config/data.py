"""Open data: what apps register in core.registries.datasets, at /data/<name>.<extension>."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.registries import datasets


@require_safe
def dataset(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer a dataset in one of its formats, to programs on any site."""
    found = datasets.get(name)
    if found is None or extension not in found.formats:
        raise Http404
    content_type, content = found.formats[extension]
    return HttpResponse(content(), content_type=content_type, headers={"Access-Control-Allow-Origin": "*"})
