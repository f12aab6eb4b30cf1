"""How much a page asks of a slow phone, and that it asks nobody else for anything."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.browser.pages_over_http import Visitor
from tests.browser.states import TEMPLATES, find

HTML_AND_CSS = 30_000  # bytes, compressed
SCRIPT = 10_000
REQUESTS = 5


def requests_of(page, address):
    """Open a page; give its requests in order."""
    seen = []
    page.on("request", lambda request: seen.append(request))
    page.goto(address, wait_until="networkidle")
    return seen


def compressed(visitor, path):
    """Return how many bytes of body the server sends to a browser."""
    answer = visitor.get(path, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.header("Content-Encoding") == "gzip"
    gzip.decompress(answer.body)
    return len(answer.body)


def test_every_service_page_is_light(site, page):
    visitor = Visitor(site.base)
    requests = requests_of(page, site.base + site.first("services.ServicePage").path)
    kinds = {kind: [urlsplit(each.url).path for each in requests if each.resource_type == kind] for kind in
             ("stylesheet", "script")}  # fmt: skip
    css, script = (sum(compressed(visitor, path) for path in kinds[kind]) for kind in ("stylesheet", "script"))
    heaviest = max(compressed(visitor, each.path) for each in site.pages if each.type == "services.ServicePage")
    visitor.close()
    assert len(requests) <= REQUESTS, [each.url for each in requests]
    assert heaviest + css <= HTML_AND_CSS, f"HTML {heaviest}, CSS {css}"
    assert script <= SCRIPT


@pytest.mark.parametrize("name", TEMPLATES)
def test_page_asks_only_its_own_site_and_keeps_nothing_in_the_browser(site, page, name):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "info" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    requests = requests_of(page, site.base + find(site, name, "sv").path)
    assert {urlsplit(each.url).netloc for each in requests if not each.url.startswith("data:")} == {
        urlsplit(site.base).netloc
    }
    assert complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_static_files_may_be_kept_for_ever_and_pages_are_asked_for_anew(site, page):
    visitor = Visitor(site.base)
    requests = requests_of(page, f"{site.base}/")
    for request in requests:
        if request.resource_type in ("stylesheet", "script"):
            assert "immutable" in visitor.get(urlsplit(request.url).path).header("Cache-Control"), request.url
    assert "max-age=0" in visitor.get("/").header("Cache-Control")
    visitor.close()
