"""One page of the crisis site with its headers ready for every encoding, so that answering costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crisis.front_door.negotiation import IDENTITY, choose, is_known, tag_for
from crisis.state import Page

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]

READING = ("GET", "HEAD")
# No stale-while-revalidate and no stale-if-error: what has ended must not come back because something else fails.
CACHE = "public, max-age=0, s-maxage=1"
EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# nginx takes the crisis site from its files; a copy of ours, from the moment of a switch, would outlive it by a second.
UNKEPT = ("X-Accel-Expires", "0")
# For files that came without a policy of their own.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class PreparedAnswer:
    """One page of the crisis site, its headers ready for every encoding."""

    def __init__(self, page: Page, common: Headers) -> None:
        self.bodies = page.bodies
        self.etag = page.etag
        own = {name.title(): value for name, value in page.headers.items()}
        own.setdefault("Content-Security-Policy", NOTHING)
        own.setdefault("Cache-Control", CACHE)
        shared = "cross-origin" if "Access-Control-Allow-Origin" in own else "same-origin"
        own.setdefault("Cross-Origin-Resource-Policy", shared)
        own["Vary"] = "Accept-Encoding"
        own |= [UNKEPT]
        always = {**dict(common), **own}
        self.headers = {encoding: self._headers(page, encoding, always) for encoding in self.bodies}
        self.unchanged = {encoding: self._unchanged(headers) for encoding, headers in self.headers.items()}

    def _headers(self, page: Page, encoding: str, always: Mapping[str, str]) -> Headers:
        """Return what is sent with the page in one encoding."""
        headers = {"Content-Type": page.content_type, **always, "ETag": tag_for(page.etag, encoding)}
        headers["Content-Length"] = str(len(page.bodies[encoding]))
        if page.language:
            headers["Content-Language"] = page.language
        if encoding != IDENTITY:
            headers["Content-Encoding"] = encoding
        return list(headers.items())

    def _unchanged(self, headers: Headers) -> Headers:
        """Return what is sent when the browser has the page already."""
        return [(name, value) for name, value in headers if not name.startswith("Content-") or name.endswith("Policy")]

    def give(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the page, or that it has not changed."""
        encoding = choose(environ.get("HTTP_ACCEPT_ENCODING", ""), self.bodies)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and is_known(known, self.etag):
            start_response("304 Not Modified", self.unchanged[encoding])
            return []
        start_response("200 OK", self.headers[encoding])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.bodies[encoding]]
