"""What ordinary pages show while something is on: strip, block, links home, and no page remembered from before."""

import dataclasses

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.error_pages import static_error_page
from crisis import publishing
from tests.crisis.rendered_events import event, state


@pytest.fixture
def switch(settings, tmp_path):
    """A function that makes a state live in a folder of its own."""
    settings.VAR = tmp_path

    def on(*events, number=1):
        said = state(*events, number=number)
        where = publishing.folder()
        publishing.go_live(where, publishing.write(where, said), said)

    return on


@pytest.fixture
def visit(homes):
    """A function that gets a page of a site with three home pages."""

    def get(path, status=200):
        response = Client().get(path)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return get


def test_no_strip_in_peace(visit, switch):
    assert not visit("/").select(".crisis-strip")
    switch()
    assert not visit("/").select(".crisis-strip")


@pytest.mark.parametrize("path", ["/start/", "/nb/start/", "/en/start/"])
def test_ordinary_home_always_answers_and_names_the_home_page_as_its_true_address(visit, switch, path):
    for events in ((), (event(),)):
        if events:
            switch(*events)
        page = visit(path)
        assert page.find("link", rel="canonical")["href"] == "http://localhost:8000" + path.removesuffix("start/")


@pytest.mark.parametrize(("path", "home"), [("/start/", "/"), ("/nb/start/", "/nb/"), ("/en/start/", "/en/")])
def test_strip_leads_back_to_the_crisis_page(visit, switch, path, home):
    switch(event())
    strip = visit(path).select_one(".crisis-strip")
    assert strip.a["href"] == home
    assert strip["aria-label"]
    assert not strip.find("button")


def test_strip_stands_on_pages_that_are_not_there_and_on_errors(visit, switch, rf):
    switch(event())
    assert visit("/finns-inte/", 404).select(".crisis-strip")
    assert b"crisis-strip" in static_error_page(rf.get("/"), 500).content


def test_links_home_lead_to_the_ordinary_home_page_only_while_it_is_replaced(visit, switch):
    assert visit("/finns-inte/", 404).find(class_="brand")["href"] == "/"
    switch(event())
    lost = visit("/nb/finnes-ikke/", 404)
    assert lost.find(class_="brand")["href"] == "/nb/start/"
    assert {a["href"] for a in lost.select("a[hreflang]")} == {"/start/", "/nb/start/", "/en/start/"}
    switch(event(level=2), number=2)
    assert visit("/finns-inte/", 404).find(class_="brand")["href"] == "/"


def test_serious_event_has_its_block_on_home_and_nowhere_else(visit, switch):
    switch(event(level=2))
    block = visit("/").select_one(".crisis-block")
    assert "Koka vattnet så att det bubblar" in block.text
    assert not visit("/finns-inte/", 404).select(".crisis-block")
    switch(event(), number=2)
    assert not visit("/start/").select(".crisis-block")


def test_notice_may_be_hidden_and_is_shown_again_with_another_text(visit, switch):
    notice = event("severe-weather", level=1)
    switch(notice)
    strip = visit("/").select_one(".crisis-strip")
    assert strip.button.has_attr("hidden")  # script shows it
    text = dataclasses.replace(notice.texts["sv"], strip="Stormen tar i.")
    switch(dataclasses.replace(notice, texts={"sv": text}), number=2)
    assert visit("/").select_one(".crisis-strip")["data-notice"] != strip["data-notice"]


def test_notice_for_some_pages_is_shown_there_and_below(visit, switch):
    switch(event(level=1, pages=("/skola",)))
    assert visit("/skola/mat/", 404).select(".crisis-strip")
    assert not visit("/skolan/", 404).select(".crisis-strip")
    assert not visit("/").select(".crisis-strip")


def test_private_drill_is_shown_to_nobody(visit, switch):
    switch(event(drill=True, token="geheim"))
    assert not visit("/start/").select(".crisis-strip")


def test_public_drill_says_so_on_every_page(visit, switch):
    switch(event(drill=True))
    assert "ØVELSE" in visit("/nb/start/").select_one(".crisis-strip").text
    switch(event(drill=True, level=2), number=2)
    assert "EXERCISE" in visit("/en/").select_one(".crisis-block").text


def test_text_in_another_language_is_marked(visit, switch):
    said = event()
    switch(dataclasses.replace(said, texts={"sv": said.texts["sv"]}))
    assert visit("/en/start/").select_one(".crisis-strip span")["lang"] == "sv"


def test_remembered_page_is_not_shown_after_the_switch(visit, switch, settings):
    settings.REMEMBERED_PAGES = 10
    client = Client()
    assert b"crisis-strip" not in client.get("/start/").content
    switch(event())
    assert b"crisis-strip" in client.get("/start/").content
    switch(number=2)
    assert b"crisis-strip" not in client.get("/start/").content
