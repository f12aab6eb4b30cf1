"""The feeds as files of a version."""

from __future__ import annotations

import datetime

from crisis.content import Event, State
from crisis.feeds.api import api_json
from crisis.feeds.atom import cap_feed, news_feed
from crisis.feeds.cap import CONTENT_TYPE as CAP_TYPE
from crisis.feeds.cap import alert_xml
from crisis.feeds.messages import sent_events
from crisis.rendering.rendered import Rendered

ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/json; charset=utf-8"
API, CAP, NEWS = "/api/crisis.json", "/cap/", "/kris/atom.xml"
# Data for everybody, programs on other sites included (D19); as fresh as the crisis page itself.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=0, s-maxage=1",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def files(state: State, *, base_url: str) -> dict[str, Rendered]:
    """Return every feed of a state by its path.

    A Cancel leaves the list after a day, which a file cannot do by itself: when nothing is on any more, and something
    was until lately, the list is left out and the application answers it.
    """
    answers = {path: feed(path, state, base_url=base_url, at=state.at) for path in (API, CAP, NEWS)}
    sent = sent_events(state, state.at)
    if not state.public and sent:
        del answers[CAP]
    return answers | {cap_path(event): cap_file(event, base_url=base_url) for event in sent}


def feed(path: str, state: State, *, base_url: str, at: datetime.datetime) -> Rendered:
    """Return one of the three feeds that are always there, as they are at a moment."""
    if path == API:
        return rendered(api_json(state, base_url=base_url), JSON_TYPE)
    if path == CAP:
        return rendered(cap_feed(state, base_url=base_url, at=at), ATOM_TYPE)
    return rendered(news_feed(state, base_url=base_url), ATOM_TYPE)


def cap_path(event: Event) -> str:
    """Return the path of an event's newest message."""
    return f"/cap/{event.messages[0].identifier}.xml"


def cap_file(event: Event, *, base_url: str) -> Rendered:
    """Return an event's newest message."""
    return rendered(alert_xml(event, base_url=base_url), CAP_TYPE)


def rendered(body: bytes, content_type: str) -> Rendered:
    """Return an answer with the headers of all feeds."""
    return Rendered(body=body, content_type=content_type, headers=HEADERS)
