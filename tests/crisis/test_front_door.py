"""The front door as a server calls it: crisis site from memory, bulkhead before Django, never an error of its own."""

import gzip
import shutil
import time

import brotli
import pytest
from django.conf import settings as django_settings

from crisis.front_door import FrontDoor
from crisis.front_door.bulkhead import Bulkhead
from crisis.state import CrisisFolder
from tests.crisis.crisis_files import file_of, homes, manifest, page, switch


class Site:
    """Stands for Django: answers every path, or does what a test says."""

    def __init__(self):
        self.calls = []
        self.closed = 0
        self.work = lambda: None

    def __call__(self, environ, start_response):
        self.calls.append(environ["PATH_INFO"])
        self.work()
        start_response("200 OK", [("Content-Type", "text/html")])
        return Body(self, [b"ordinary ", b"page"])


class Body(list):
    def __init__(self, site, parts):
        super().__init__(parts)
        self.site = site

    def close(self):
        self.site.closed += 1


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def root(tmp_path):
    return tmp_path / "crisis"


@pytest.fixture
def door(site, root):
    return FrontDoor(
        site,
        folder=CrisisFolder(root),
        bulkhead=Bulkhead(2),
        municipality=django_settings.MUNICIPALITY,
        is_secure=True,
    )


def ask(door, path="/", method="GET", close=True, **headers):
    """Ask as a server does; give status, headers in small letters, and body."""
    said = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": headers.pop("query", "")}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    answer = door(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    body = b"".join(answer)
    if close and hasattr(answer, "close"):
        answer.close()
    ((status, sent),) = said
    names = [name.lower() for name, _value in sent]
    assert len(names) == len(set(names)), "no header twice"
    return int(status.split()[0]), {name.lower(): value for name, value in sent}, body


def test_in_peace_everything_is_djangos(door, site):
    for path in ("/", "/nb/", "/a-o/"):
        assert ask(door, path)[2] == b"ordinary page"
    assert (site.calls, site.closed, door.bulkhead.taken) == (["/", "/nb/", "/a-o/"], 3, 0)


def test_the_crisis_site_is_answered_without_django(door, site, root):
    switch(root, 1, {**homes("boil water"), "/kris/ar/": "arabic"})
    for path in ("/", "/nb/", "/en/", "/kris/ar/"):
        assert ask(door, path)[2] == page("arabic" if "ar" in path else "boil water")
    assert ask(door, "/", query="utm_source=x")[2] == page("boil water")
    assert ask(door, "/en")[0] == 200, "people leave out the slash"
    assert site.calls == []
    assert ask(door, "/start/")[2] == b"ordinary page"
    assert ask(door, "/", method="POST")[2] == b"ordinary page"


def test_headers_of_a_crisis_page(door, root):
    switch(root, 1, {"/nb/": "boil water", "/api/crisis.json": "data"})
    status, headers, body = ask(door, "/nb/")
    assert status == 200
    assert headers["cache-control"] == "public, max-age=0, s-maxage=1"
    assert (headers["vary"], headers["x-content-type-options"]) == ("Accept-Encoding", "nosniff")
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert (headers["content-security-policy"], headers["content-language"]) == ("default-src 'none'", "nb")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-length"] == str(len(body))
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-accel-expires"] == "0", "nginx keeps no copy: it has the files"
    data = ask(door, "/api/crisis.json")[1]
    assert (data["access-control-allow-origin"], data["cross-origin-resource-policy"]) == ("*", "cross-origin")


def test_without_tls_no_hsts(site, root):
    door = FrontDoor(
        site,
        folder=CrisisFolder(root),
        bulkhead=Bulkhead(1),
        municipality=django_settings.MUNICIPALITY,
        is_secure=False,
    )
    switch(root, 1, homes("x"))
    assert "strict-transport-security" not in ask(door)[1]


def test_every_encoding_holds_the_same_page(door, root):
    switch(root, 1, homes("boil water"))
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, "identity": bytes}
    tags = set()
    for encoding, plain in unpack.items():
        _, headers, body = ask(door, accept_encoding=encoding)
        assert plain(body) == page("boil water")
        assert headers.get("content-encoding", "identity") == encoding
        assert headers["content-length"] == str(len(body))
        tags.add(headers["etag"])
    assert len(tags) == 3


def test_a_browser_that_has_the_page_gets_304(door, root):
    switch(root, 1, homes("boil water"))
    for encoding in ("gzip", "br", "identity"):
        etag = ask(door, accept_encoding=encoding)[1]["etag"]
        status, headers, body = ask(door, if_none_match=f"W/{etag}", accept_encoding=encoding)
        assert (status, body, headers["etag"]) == (304, b"", etag)
        assert headers["cache-control"] == "public, max-age=0, s-maxage=1"
        assert not {"content-length", "content-type", "content-encoding"} & headers.keys()
    switch(root, 2, homes("water is good again"))
    assert ask(door, if_none_match=etag)[0] == 200


def test_head_sends_headers_alone(door, root):
    switch(root, 1, homes("boil water"))
    status, headers, body = ask(door, method="HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(page("boil water"))), b"")


def test_off_gives_the_home_page_back(door, site, root):
    switch(root, 1, homes("boil water"))
    switch(root, 2, {})
    assert ask(door)[2] == b"ordinary page"


def test_the_load_balancer_is_answered_without_django(door, site):
    site.work = lambda: 1 / 0
    status, headers, body = ask(door, "/healthz/live")
    assert (status, body, headers["cache-control"]) == (200, b"ok\n", "private, no-store")
    assert ask(door, "/healthz/live", method="HEAD")[2] == b""
    assert site.calls == []


def hold(door, number):
    """Take places inside and return them."""
    return [door.bulkhead.enter(is_staff=True) for _ in range(number)]


@pytest.mark.parametrize(("path", "first"), [("/a-o/", "sv"), ("/nb/a-aa/", "nb"), ("/en/", "en"), ("/england/", "sv")])
def test_when_full_the_answer_is_no_at_once_with_telephone_numbers(door, site, path, first):
    places = hold(door, 2)
    begin = time.monotonic()
    status, headers, body = ask(door, path)
    assert time.monotonic() - begin < 0.5
    assert (status, headers["retry-after"], headers["cache-control"]) == (503, "5", "private, no-store")
    text = body.decode()
    for part in (f'<html lang="{first}">', 'lang="sv"', 'lang="nb"', 'lang="en"', "tel:+46910555000", "0910-55 50 00"):
        assert part in text
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in text
    assert site.calls == []
    assert ask(door, "/healthz/live")[0] == 200
    places.clear()
    assert ask(door, path)[2] == b"ordinary page"


def test_when_full_the_crisis_page_is_there_and_the_refusal_leads_to_it(door, root):
    switch(root, 1, homes("boil water"))
    places = hold(door, 2)
    assert ask(door)[0] == 200
    assert '<a href="/nb/">' in ask(door, "/nb/a-aa/")[2].decode()
    switch(root, 2, {})
    assert '<a href="/nb/">' not in ask(door, "/nb/a-aa/")[2].decode()
    del places


def test_who_was_sending_something_is_told_to_send_it_again(door):
    places = hold(door, 2)
    sent, read = (ask(door, "/kontakt/", method=method)[2].decode() for method in ("POST", "GET"))
    assert len(sent) > len(read)
    del places


def test_places_are_given_back_however_a_request_ends(door, site):
    site.work = lambda: 1 / 0
    status, headers, body = ask(door, "/a-o/")
    assert (status, headers["cache-control"]) == (500, "private, no-store")
    assert b"tel:" in body
    site.work = lambda: (_ for _ in ()).throw(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        ask(door, "/a-o/")
    assert door.bulkhead.taken == 0


def test_a_streamed_answer_keeps_its_place_until_it_is_closed(door):
    said = []
    answer = door({"REQUEST_METHOD": "GET", "PATH_INFO": "/file"}, lambda *args: said.append(args))
    assert (said[0][0], door.bulkhead.taken) == ("200 OK", 1)
    assert b"".join(answer) == b"ordinary page"
    assert door.bulkhead.taken == 1
    answer.close()
    assert door.bulkhead.taken == 0


def test_a_finished_answer_gives_its_place_back_before_it_is_read(door, site):
    """A slow reader of an ordinary page must not hold a place."""
    Body.streaming = False
    try:
        answer = door({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *args: None)
        assert (answer, door.bulkhead.taken, site.closed) == ([b"ordinary page"], 0, 1)
    finally:
        del Body.streaming


def test_who_asked_before_the_switch_is_not_shown_the_old_page_after_it(door, site, root):
    """Django needed long for the home page, and meanwhile the crisis began."""
    site.work = lambda: switch(root, 1, homes("boil water"))
    assert ask(door)[2] == page("boil water")
    assert (site.calls, site.closed, door.bulkhead.taken) == (["/"], 1, 0)
    site.work = lambda: switch(root, 2, homes("still boil"))
    assert ask(door, "/a-o/")[2] == b"ordinary page"


def test_damaged_files_never_make_an_error(door, site, root):
    place = root / switch(root, 1, homes("boil water"))
    assert ask(door)[2] == page("boil water")
    (place / "manifest.json").write_text("{")
    assert ask(door)[2] == page("boil water")
    shutil.rmtree(root)
    assert ask(door)[2] == page("boil water")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1, "number": 1, "pages": {"/": null}}', '{"format": 2}'])
def test_who_starts_with_damaged_files_falls_through_to_django(site, root, text):
    place = root / "versions" / "1"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(text)
    (root / "live").symlink_to("versions/1")
    door = FrontDoor(
        site,
        folder=CrisisFolder(root),
        bulkhead=Bulkhead(1),
        municipality=django_settings.MUNICIPALITY,
        is_secure=False,
    )
    assert ask(door)[2] == b"ordinary page"
    folder = CrisisFolder(root)
    folder.write(manifest(2, ["/"]), {file_of("/"): page("whole again")})
    folder.go_live("versions/2")
    assert ask(door)[2] == page("whole again")


@pytest.mark.parametrize("path", ["", "//", "/\0", "/Ã¥", "/" * 70000, "/..", "/nb/../", "/%2e%2e/"])
def test_odd_addresses_go_to_django(door, site, root, path):
    switch(root, 1, {"/nb/": "boil water"})
    assert ask(door, path)[2] == b"ordinary page"
