"""What would be shown, exactly: the same rendering as the public gets, of a state that is not in force."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from crisis.content import CRISIS, NOTICE, SERIOUS, Event, State
from crisis.rendering import render, strips
from crisis.rendering.addresses import canonical_path, page_languages
from crisis.rendering.words import direction, native_name


@dataclass(frozen=True)
class Preview:
    """One language: the page, and the strip of other pages, as documents for a frame in which nothing runs."""

    tag: str
    name: str
    direction: str
    html: str
    strip_html: str
    note: str
    page_label: str
    strip_label: str
    has_block: bool


def previews(state: State, event: Event) -> list[Preview]:
    """Return what visitors would get of this event in each language, the site's languages first."""
    pages = render(state, base_url=settings.BASE_URL)
    shown = strips(state)
    return [_preview(pages, shown, event, tag) for tag in page_languages([event])]


def _preview(pages: Any, shown: Any, event: Event, tag: str) -> Preview:
    path = canonical_path(event, tag)
    own = [strip for strip in shown.get(tag, ()) if strip["uid"] == event.uid]
    return Preview(
        tag=tag,
        name=native_name(tag),
        direction=direction(event.text(tag)[0]),
        html=pages[path].body.decode() if path in pages else "",
        strip_html=_strip(own, tag) if own else "",
        note=_note(event, tag),
        page_label=_page_label(event, path),
        strip_label=_strip_label(event),
        has_block=bool(own and own[0]["block"]),
    )


def _page_label(event: Event, path: str) -> str:
    if event.level == CRISIS and not event.is_private and not path.startswith("/kris/"):
        return gettext("Instead of the home page")
    if event.is_private:
        return gettext("At the secret address")
    return gettext("The page that the strip leads to, %(path)s") % {"path": path}


def _strip_label(event: Event) -> str:
    """Return where the strip stands."""
    if event.level == SERIOUS:
        return gettext("Strip on every page, and the box on top of the home page")
    if event.pages:
        return gettext("Strip on these pages: %(pages)s") % {"pages": ", ".join(event.pages)}
    return gettext("Strip on every page") if event.level == NOTICE else gettext("Strip on every other page")


def _strip(own: list[Any], tag: str) -> str:
    """Return the strip, and the block of the home page, as they stand on ordinary pages."""
    with translation.override(tag):
        return render_to_string("crisis/admin/strip.html", {"preview_strips": own, "LANGUAGE_CODE": tag})


def _note(event: Event, tag: str) -> str:
    """Return what is special about this language, empty when nothing is."""
    if tag not in event.texts:
        return gettext("No text in this language: the page says so and shows the original.")
    if event.is_older(tag):
        return gettext("Older than the original: the page says so and links to it.")
    return ""
