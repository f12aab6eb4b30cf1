"""All answers of the crisis site for one state."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from crisis.content import Event, State
from crisis.rendering.addresses import page_languages, page_paths
from crisis.rendering.page import MANY, page_context
from crisis.rendering.rendered import Rendered
from crisis.rendering.style import policy, style

MOST_BYTES = 6000  # of a page, compressed (quality.md)
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


def render_site(state: State, *, base_url: str) -> dict[str, Rendered]:
    """Return pages and feeds by path."""
    from crisis.feeds import feed_files

    answers: dict[str, Rendered] = {}
    shown = state.public[:1]
    for event in [*shown, *(event for event in state.events if event.is_private)]:
        others = () if event.is_private else state.public[1:]
        for tag in page_languages([event]):
            page = render_page(event, tag, others=others, base_url=base_url, is_timed=bool(state.number))
            answers.update(dict.fromkeys(page_paths(event, tag), page))
    answers.update(feed_files(state, base_url=base_url))
    return answers


def render_page(
    event: Event, tag: str, *, others: Sequence[Event] = (), base_url: str, is_timed: bool = True
) -> Rendered:
    """Return an event's page in a language, with so many of the updates as keep it light.

    What lies ready for the file switch has no times: nobody knows when it will be switched on.
    """

    def page(most: int) -> bytes:
        context = page_context(event, tag, others=others, most=most, base_url=base_url, is_timed=is_timed)
        html = render_to_string("crisis/page.html", {**context, "style": mark_safe(style())})
        return "\n".join(filter(None, map(str.strip, html.splitlines()))).encode()

    headers = {"Content-Security-Policy": policy(), "Content-Language": tag}
    if event.is_private:
        headers |= PRIVATE
    return Rendered(_light_enough(page, len(event.updates)), tag, headers=headers)


def _light_enough(page: Callable[[int], bytes], updates: int) -> bytes:
    """Return the page with as many updates as fit; texts themselves are never cut."""
    most = min(updates, MANY)
    body = page(most)
    while most > 2 and len(gzip.compress(body, 9, mtime=0)) > MOST_BYTES:
        most = max(2, most * 2 // 3)
        body = page(most)
    return body
