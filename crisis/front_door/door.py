"""The front door (D3): answers the crisis site from memory, and lets into Django only as many as leave threads free.

Plain WSGI. What it answers itself needs neither Django nor database; whatever goes wrong here, Django is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from core.municipality import Municipality
from crisis.front_door import busy_page
from crisis.front_door.bulkhead import Bulkhead, Place
from crisis.front_door.glance import Glance
from crisis.front_door.prepared_answer import EVERYWHERE, READING, Environ, Headers, PreparedAnswer, StartResponse
from crisis.state import CrisisFolder, Live

logger = logging.getLogger("torget.crisis")

Application = Callable[[Environ, StartResponse], Iterable[bytes]]

ALIVE = "/healthz/live"
STAFF = ("/admin/", "/accounts/")
RETRY_AFTER = "5"
PRIVATE = "private, no-store"
YEAR = 365 * 24 * 60 * 60


class FrontDoor:
    """Wraps Django's WSGI application."""

    def __init__(
        self,
        application: Application,
        *,
        folder: CrisisFolder,
        bulkhead: Bulkhead,
        municipality: Municipality,
        is_secure: bool,
        pause: float = 0.0,
    ) -> None:
        self.application = application
        self.glance = Glance(folder, pause)  # reads before the first visitor comes
        self.bulkhead = bulkhead
        self.municipality = municipality
        secure = [("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")] if is_secure else []
        self.headers: Headers = [*EVERYWHERE, *secure]
        self._answers: tuple[Live | None, dict[str, PreparedAnswer]] = (None, {})

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer for the crisis site and the load balancer, pass on the rest."""
        if environ["REQUEST_METHOD"] not in READING:
            return self._pass_on(environ, start_response)
        path = environ.get("PATH_INFO") or "/"
        live = self._live()
        answer = self._answer(live, path)
        if answer is not None:
            return answer.give(environ, start_response)
        if path == ALIVE:
            headers = [("Content-Type", "text/plain"), ("Cache-Control", PRIVATE), *self.headers]
            return _whole(environ, start_response, "200 OK", headers, b"ok\n")
        return self._pass_on(environ, start_response, live)

    def _live(self) -> Live | None:
        """Return what is live; nothing that the files may hold makes a visitor see an error."""
        try:
            return self.glance.live()
        except Exception:
            logger.exception("the crisis folder cannot be read")
            return None

    def _answer(self, live: Live | None, path: str) -> PreparedAnswer | None:
        """Return the crisis site's answer for an address; people leave out the slash at the end."""
        if live is None:
            return None
        known, answers = self._answers
        if known is not live:
            answers = {address: PreparedAnswer(page, self.headers) for address, page in live.pages.items()}
            self._answers = (live, answers)
        return answers.get(path) or answers.get(f"{path}/")

    def _pass_on(self, environ: Environ, start_response: StartResponse, seen: Live | None = None) -> Iterable[bytes]:
        """Let the request into Django when there is a place."""
        path = environ.get("PATH_INFO") or "/"
        place = self.bulkhead.enter(is_staff=path.startswith(STAFF))
        if place is None:
            return self._refuse(environ, start_response, "503 Service Unavailable")
        later = Later(start_response)
        try:
            body = self.application(environ, later)
        except Exception:
            place.leave()
            logger.exception("the application failed")
            return self._refuse(environ, start_response, "500 Internal Server Error")
        except BaseException:
            place.leave()
            raise
        answer = self._switched_meanwhile(environ, path, seen)
        if answer is not None:
            Inside(body, place).close()
            return answer.give(environ, start_response)
        later.start_now()
        return _leaving(body, place)

    def _switched_meanwhile(self, environ: Environ, path: str, seen: Live | None) -> PreparedAnswer | None:
        """Return the crisis page when it took this address while Django was at work: nobody is shown the old one."""
        if environ["REQUEST_METHOD"] not in READING:
            return None
        live = self._live()
        return None if live is seen else self._answer(live, path)

    def _refuse(self, environ: Environ, start_response: StartResponse, status: str) -> Iterable[bytes]:
        """Say at once that there is no answer, and whom to call."""
        live = self._live()
        was_sending = environ["REQUEST_METHOD"] not in READING
        is_crisis = live is not None and self._answer(live, "/") is not None
        first = self._language((environ.get("PATH_INFO") or "/").split("/")[1])
        body = busy_page.busy_page(self.municipality, first=first, was_sending=was_sending, is_crisis=is_crisis)
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", PRIVATE),
            ("Retry-After", RETRY_AFTER),
            ("Content-Security-Policy", busy_page.POLICY),
            *self.headers,
        ]
        return _whole(environ, start_response, status, headers, body)

    def _language(self, prefix: str) -> str:
        """Return the language that an address begins with, the site's first when with none."""
        languages = self.municipality.languages
        return prefix if prefix in languages[1:] else languages[0]


class Later:
    """Keeps an application's status and headers until it is known whether they are sent."""

    def __init__(self, start_response: StartResponse) -> None:
        self.start_response = start_response
        self.arguments: tuple[Any, ...] | None = None
        self.is_open = False

    def __call__(self, *arguments: Any) -> Any:
        """Take what the application says."""
        if self.is_open:
            return self.start_response(*arguments)
        self.arguments = arguments
        return None

    def start_now(self) -> None:
        """Pass on what was said, and from now on at once."""
        self.is_open = True
        if self.arguments is not None:
            self.start_response(*self.arguments)


class Inside:
    """An answer that is still being made; its place is free when the server closes it."""

    def __init__(self, body: Iterable[bytes], place: Place) -> None:
        self.body = body
        self.place = place

    def __iter__(self) -> Iterator[bytes]:
        """Give the application's own parts."""
        return iter(self.body)

    def close(self) -> None:
        """Close the application's answer, then leave."""
        try:
            close = getattr(self.body, "close", None)
            if close is not None:
                close()
        finally:
            self.place.leave()


def _leaving(body: Iterable[bytes], place: Place) -> Iterable[bytes]:
    """Return the answer; a finished one gives its place back before a slow reader has read it."""
    inside = Inside(body, place)
    if getattr(body, "streaming", True):
        return inside
    try:
        return [b"".join(inside)]
    finally:
        inside.close()


def _whole(
    environ: Environ, start_response: StartResponse, status: str, headers: Headers, body: bytes
) -> Iterable[bytes]:
    """Answer with a body that is in memory."""
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
