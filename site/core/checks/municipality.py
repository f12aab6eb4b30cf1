"""municipality.toml: the logos are there and the colours can be read."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register

HEX = re.compile(r"#[0-9a-fA-F]{6}")
COLOURS = ("main", "accent", "support1", "support2", "neutral")
# Colours that carry text or stand behind white text need WCAG's 4.5 : 1 against white.
TEXT_COLOURS = ("main", "accent", "neutral")
TEXT_CONTRAST = 4.5


def relative_luminance(colour: str) -> float:
    """Return the luminance of #rrggbb from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = (int(colour[position : position + 2], 16) / 255 for position in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((relative_luminance(first), relative_luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@register()
def check_municipality(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check the file that makes this installation one municipality."""
    return [*_colour_errors(settings.MUNICIPALITY.colours), *_logo_errors()]


def _colour_errors(colours: dict[str, str]) -> Iterator[CheckMessage]:
    for name in COLOURS:
        value = colours.get(name, "")
        if not HEX.fullmatch(value):
            yield Error(f"municipality.toml: colour {name} is {value!r}", hint="Write it as #rrggbb.", id="core.E001")
        elif name in TEXT_COLOURS and contrast(value, "#ffffff") < TEXT_CONTRAST:
            found = f"{contrast(value, '#ffffff'):.1f}"
            yield Error(
                f"municipality.toml: colour {name} ({value}) has contrast {found} : 1 against white",
                hint=f"Choose a darker one: {TEXT_CONTRAST} : 1 is the least that can be read (WCAG 1.4.3).",
                id="core.E002",
            )


def _logo_errors() -> Iterator[CheckMessage]:
    for key in ("logo", "logo_dark"):
        path = getattr(settings.MUNICIPALITY, key)
        if finders.find(path) is None:
            yield Error(f"municipality.toml: there is no {path} under static/", id="core.E003")
