"""The strip on every ordinary page, and the block on top of the home page."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language

from crisis import live

register = template.Library()


@register.simple_tag(takes_context=True)
def crisis_strips(context: Context) -> list[dict[str, Any]]:
    """Return what is on, for the page being shown; without a request (error pages) what every page shows."""
    previewed: list[dict[str, Any]] | None = context.get("preview_strips")
    if previewed is not None:  # staff look at what would be
        return previewed
    request = context.get("request")
    path = request.path if request is not None else ""
    return live.strips(get_language() or settings.LANGUAGE_CODE, path)
