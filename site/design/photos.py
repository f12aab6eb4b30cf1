"""Pictures with their size and alternative text, drawn ones as they are, photographs in several widths."""

from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTHS = (480, 800, 1200, 1600)


def photo_html(image: Any, widest: int, attributes: dict[str, str]) -> SafeString:
    """Return the img element of a Wagtail image, at most `widest` pixels wide; empty for no image."""
    if not image:
        return SafeString("")
    source = _drawing(image) if image.is_svg() else _photograph(image, widest)
    return format_html("<img{}>", flatatt({**source, **_words(image, attributes), **attributes}))


def _words(image: Any, attributes: dict[str, str]) -> dict[str, str]:
    """Return the image's own alternative text unless the template gives one, with its language when it is another."""
    if "alt" in attributes:
        return {}
    language = image.alt_language
    return {"alt": image.default_alt_text, **({"lang": language} if language else {})}


def _drawing(image: Any) -> dict[str, Any]:
    return {"src": image.file.url, "width": round(image.width), "height": round(image.height)}


def _photograph(image: Any, widest: int) -> dict[str, Any]:
    widths = [width for width in WIDTHS if width <= widest] or [widest]
    sizes = list(image.get_renditions(*[f"width-{width}|format-webp" for width in widths]).values())
    largest = sizes[-1]
    return {
        "src": largest.url,
        "srcset": ", ".join(f"{size.url} {size.width}w" for size in sizes),
        "sizes": f"(min-width: {widest}px) {widest}px, 100vw",
        "width": largest.width,
        "height": largest.height,
    }
