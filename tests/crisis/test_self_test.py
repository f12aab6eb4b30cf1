"""The self-test after a change, against a server that shows what each test says (issue 3, point 8)."""

import http.server
import threading

import pytest
from django.utils import translation

from crisis import publishing, self_test
from crisis.models import Visibility
from crisis.rendering.style import style
from tests.crisis.test_crisis_command import crisis, folder

KEY = "drinking-water"
HOMES = ("/", "/nb/", "/en/")
STRIP = '<section class="crisis-strip crisis-strip--{level}"><p>{text} <a href="{url}">…</a></p></section>'
__all__ = ["folder"]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setattr(self_test, "PAUSE", 0.01)
    with translation.override("en"):
        yield


@pytest.fixture
def shown(settings):
    """What visitors get, by path; a server shows it."""
    pages: dict[str, str] = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Stay silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BASE_URL = f"http://127.0.0.1:{server.server_port}"
    yield pages
    server.shutdown()
    server.server_close()


def live_pages():
    """Return what the live version holds, by path."""
    pages = publishing.folder().live().pages
    return {path: page.bodies["identity"].decode() for path, page in pages.items()}


def ordinary(language):
    """Return an ordinary home page with the strips and blocks it should have."""
    parts = []
    for strip in publishing.folder().live().strips[language]:
        parts.append(STRIP.format(**strip))
        parts += [str(words) for words in (strip["block"] or {}).values()]
    return f"<!doctype html><main>Norrvik {' '.join(parts)}</main>"


def problems():
    """Run the self-test; return what it wrote down as wrong, by path."""
    self_test.test_newest()
    newest = publishing.folder().live().number
    return {row.url: row.problem for row in Visibility.objects.filter(version__number=newest, ok=False)}


def test_each_language_is_compared_and_timed(folder, shown):
    crisis("on", "--scenario", KEY)
    shown |= live_pages()
    assert problems() == {}
    rows = Visibility.objects.all()
    assert {row.url for row in rows} == {*HOMES, "/kris/sv/", "/kris/nb/", "/kris/en/"}
    assert all(row.seconds >= 0 and row.ok for row in rows)


def test_another_text_in_one_language_is_said(folder, shown):
    crisis("on", "--scenario", KEY)
    shown |= live_pages()
    shown["/nb/"] = shown["/nb/"].replace("vann", "vin")
    del shown["/en/"]
    assert problems() == {"/nb/": "Another text than the record's is shown.", "/en/": "The answer was 404."}
    shown |= live_pages()
    assert problems() == {}


def test_a_crisis_page_that_stays_after_the_end_is_said(folder, shown):
    crisis("on", "--scenario", KEY)
    stale = live_pages()
    crisis("off")
    shown |= {path: ordinary(path.strip("/") or "sv") for path in HOMES}
    assert problems() == {}
    assert style() in stale["/"]
    shown["/"] = stale["/"]
    assert problems() == {"/": "The crisis page is still shown."}


def test_a_strip_that_is_missing_old_or_stays_is_said(folder, shown):
    crisis("on", "--scenario", KEY, "--level", "2")
    before = {path: ordinary(path.strip("/") or "sv") for path in HOMES}
    shown |= {**live_pages(), **before}
    assert problems() == {}
    crisis("update", "--text", "Tankbilar <3 & vatten")
    shown |= live_pages()
    assert set(problems().values()) == {"The strip is missing."}
    crisis("off")
    assert set(problems().values()) == {"A strip of what has ended is still shown."}


def test_a_notice_for_some_pages_is_not_missed_on_the_home_page(folder, shown):
    crisis("on", "--scenario", KEY, "--level", "1", "--page", "/skola/")
    shown |= {**live_pages(), **dict.fromkeys(HOMES, "<main>Norrvik</main>")}
    assert problems() == {}


def test_status_never_says_that_nothing_is_on_when_the_files_cannot_be_read(folder):
    crisis("on", "--scenario", KEY)
    for manifest in folder.root.glob("versions/*/manifest.json"):
        manifest.write_text("")
    said = crisis("status")
    assert "cannot be read" in said
    assert "Nothing is on" not in said
