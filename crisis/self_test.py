"""After every change: does an anonymous visitor get what the record says, in each language, and after how long?"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from crisis import publishing
from crisis.content import CRISIS
from crisis.live import strips_at
from crisis.models import CrisisVersion, Visibility
from crisis.record import deadline
from crisis.rendering.style import style
from crisis.state import Live, Page

TRIES = 8  # a shared cache may hold the old page for two seconds (D4)
PAUSE = 0.4
TIMEOUT = 3.0
STRIP = 'class="crisis-strip crisis-strip--'  # templates/components/crisis_strip.html


@dataclass(frozen=True)
class Seen:
    """One look: what came, and what is wrong with it (empty: nothing)."""

    path: str
    language: str
    problem: str
    at: float


def test_newest() -> list[Visibility]:
    """Look at every page of what is live and keep the result; nothing when the record has another version by now."""
    live = publishing.folder().live()
    if live is None or live.number is None:
        return []
    with deadline(3):
        version = CrisisVersion.objects.filter(number=live.number, digest=live.digest).first()
    if version is None:
        return []
    found = look(live)
    with deadline(3):
        return [keep(version, item) for item in found]


def keep(version: CrisisVersion, seen: Seen) -> Visibility:
    """Write a look down; the first good one of a node and an address stays."""
    node = socket.gethostname()[:200]
    values = {
        "language": seen.language,
        "seen_at": timezone.now(),
        "seconds": max(0.0, seen.at - version.at.timestamp()),
        "ok": not seen.problem,
        "problem": seen.problem[:300],
    }
    old = Visibility.objects.filter(version=version, node=node, url=seen.path).first()
    if old is not None and old.ok and not seen.problem:
        return old
    row, _created = Visibility.objects.update_or_create(version=version, node=node, url=seen.path, defaults=values)
    return row


def look(live: Live) -> list[Seen]:
    """Fetch every page until it is as it should be or the tries are used up; all pages keep pace with each other."""
    wanted: dict[str, Page | None] = {
        path: page for path, page in live.pages.items() if page.content_type.startswith("text/html")
    }
    if live.level != CRISIS:
        wanted |= {path: None for path in home_paths() if path not in wanted}
    found: dict[str, Seen] = {}
    for number in range(TRIES):
        for path, page in wanted.items():
            if path not in found or found[path].problem:
                found[path] = _look_at(path, page, live)
        if not any(item.problem for item in found.values()):
            break
        if number < TRIES - 1:
            time.sleep(PAUSE)
    return list(found.values())


def home_paths() -> dict[str, str]:
    """Return the home page's path in each of the site's languages, and the language."""
    first, *others = settings.MUNICIPALITY.languages
    return {"/": first, **{f"/{code}/": code for code in others}}


def _look_at(path: str, page: Page | None, live: Live) -> Seen:
    language = page.language if page else home_paths().get(path, "")
    try:
        status, body = fetch(path)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        words = _("No answer from %(site)s: %(reason)s") % {"site": settings.BASE_URL, "reason": problem}
        return Seen(path, language, words, time.time())
    return Seen(path, language, _what_is_wrong(status, body, page, live, language, path), time.time())


def _what_is_wrong(status: int, body: bytes, page: Page | None, live: Live, language: str, path: str) -> str:
    """Compare an answer with the record: the crisis page byte by byte, an ordinary home page by its strips."""
    if status != 200:
        return _("The answer was %(status)d.") % {"status": status}
    if page is not None:
        same = hashlib.sha256(body).digest() == hashlib.sha256(page.bodies["identity"]).digest()
        return "" if same else _("Another text than the record's is shown.")
    text = body.decode("utf-8", "replace")
    if style() in text:
        return _("The crisis page is still shown.")
    wanted = strips_at(live, language, path)
    if any(escape(words) not in text for strip in wanted for words in _words_of(strip)):
        return _("The strip is missing.")
    if text.count(STRIP) > len(wanted):
        return _("A strip of what has ended is still shown.")
    return ""


def _words_of(strip: Mapping[str, Any]) -> list[str]:
    """Return what an ordinary home page must say of a strip, its block on top of the page included."""
    block = strip.get("block") or {}
    return [strip["url"], strip["text"], *(block.get(name, "") for name in ("headline", "newest", "updated"))]


def fetch(path: str) -> tuple[int, bytes]:
    """Get an address as an anonymous visitor, following nothing; return status and body."""
    base = urllib.parse.urlsplit(settings.BASE_URL)
    host, port = base.hostname or "localhost", base.port
    connection: http.client.HTTPConnection
    if base.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", base.path + path, headers={"User-Agent": "torget-self-test", "Accept": "text/html"})
        answer = connection.getresponse()
        return answer.status, answer.read(2_000_000)
    finally:
        connection.close()
