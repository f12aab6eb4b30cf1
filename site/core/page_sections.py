"""Parts of a page that other apps supply (registries.page_sections)."""

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.registries import sections_of


def render_sections(slot: str, request: HttpRequest, page: models.Model) -> list[SafeString]:
    """Render what other apps registered for this slot; a section without context is left out."""
    rendered = []
    for section in sections_of(slot):
        context = section.context(request, page)
        if context is not None:
            html = render_to_string(section.template, {"page": page, "request": request, **context})
            rendered.append(mark_safe(html))
    return rendered
