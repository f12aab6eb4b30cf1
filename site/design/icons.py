"""Icons drawn for the project, written into the page so that they cost no request and take the text's colour."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

NAME = re.compile(r"[a-z0-9-]+")
OPENING = re.compile(r"<svg\b[^>]*>")
ATTRIBUTES = re.compile(r"\s(?:width|height|class|xmlns|role|aria-[a-z]+|focusable)=\"[^\"]*\"")
COMMENTS = re.compile(r"<\?xml.*?\?>|<!--.*?-->|<title>.*?</title>", re.DOTALL)


@cache
def icon_svg(name: str) -> SafeString:
    """Return the icon as decoration (hidden from screen readers); empty for a name that has no drawing."""
    path = finders.find(f"img/icons/{name}.svg") if NAME.fullmatch(name) else None
    if path is None:
        return SafeString("")
    return mark_safe(_as_decoration(Path(path).read_text(encoding="utf-8")))


def _as_decoration(svg: str) -> str:
    """Leave out what the page does not need and mark the drawing as decoration."""
    svg = " ".join(COMMENTS.sub("", svg).split()).replace("> <", "><")
    opening = OPENING.search(svg)
    if opening is None:
        raise ValueError("not an SVG drawing")
    bare = ATTRIBUTES.sub("", opening.group())
    marked = bare.replace("<svg", '<svg class="icon" aria-hidden="true"', 1)
    return marked + svg[opening.end() :].strip()
