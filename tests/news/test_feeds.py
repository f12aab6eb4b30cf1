"""The Atom feeds of the news (RFC 4287)."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories.pages import ContentPageFactory, NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, url: str) -> ElementTree.Element:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def text(element: ElementTree.Element, path: str) -> str:
    return element.findtext("/".join(ATOM + name for name in path.split("/"))) or ""


@pytest.fixture
def index(home: HomePage) -> Any:
    return NewsIndexPageFactory(parent=home)


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return page


def test_a_feed_has_what_the_standard_asks_for(client: Client, index: Any) -> None:
    publish(NewsPageFactory(parent=index, title="Ny bro", slug="bro", introduction="Bron är <klar> & öppen."))
    root = feed(client, "/nyheter/atom.xml")
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert text(root, "id").startswith("urn:uuid:")
    assert text(root, "author/name") == "Norrvik kommun"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost:8000/nyheter/atom.xml"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "title") == "Ny bro"
    assert text(entry, "summary") == "Bron är &lt;klar&gt; &amp; öppen."
    for element, name in ((root, "updated"), (entry, "updated"), (entry, "published")):
        assert datetime.datetime.fromisoformat(text(element, name)).tzinfo is not None
    assert entry.find(f"{ATOM}link").get("href") == "http://localhost:8000/nyheter/bro/"


def test_ids_stay_when_the_page_moves_and_differ_between_languages(
    client: Client, index: Any, homes: dict[str, HomePage]
) -> None:
    page = publish(NewsPageFactory(parent=index, title="Bro", slug="bro"))
    english = NewsIndexPageFactory(parent=homes["en"], title="News", slug="news")
    NewsPageFactory(parent=english, title="Bridge", slug="bridge", translation_key=page.translation_key)
    before = text(feed(client, "/nyheter/atom.xml"), "entry/id")
    page.slug = "ny-bro"
    publish(page)
    assert text(feed(client, "/nyheter/atom.xml"), "entry/id") == before
    assert text(feed(client, "/en/news/atom.xml"), "entry/id") != before
    assert text(feed(client, "/en/news/atom.xml"), "entry/title") == "Bridge"


def test_the_feed_is_the_same_bytes_until_something_changes(client: Client, index: Any) -> None:
    empty = client.get("/nyheter/atom.xml")
    assert client.get("/nyheter/atom.xml", headers={"If-None-Match": empty["ETag"]}).status_code == 304
    publish(NewsPageFactory(parent=index))
    assert client.get("/nyheter/atom.xml").content != empty.content
    assert "Set-Cookie" not in empty
    assert empty.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_newest_first_and_nothing_from_the_future_or_behind_a_sign_in(client: Client, index: Any) -> None:
    today = timezone.localdate()
    for title, days in {"Gammal": -9, "Ny": -1, "Kommande": 3}.items():
        publish(NewsPageFactory(parent=index, title=title, published_on=today + datetime.timedelta(days=days)))
    closed = publish(NewsPageFactory(parent=index, title="Hemlig"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=index, title="Utkast", live=False)
    titles = [text(entry, "title") for entry in feed(client, "/nyheter/atom.xml").findall(f"{ATOM}entry")]
    assert titles == ["Ny", "Gammal"]


def test_only_a_list_of_news_has_a_feed(client: Client, home: HomePage) -> None:
    ContentPageFactory(parent=home, slug="om")
    assert client.get("/om/atom.xml").status_code == 404
    assert client.get("/finns-inte/atom.xml").status_code == 404


def test_the_feed_takes_few_queries_however_many_items(client: Client, index: Any, count_queries: Any) -> None:
    for _number in range(12):
        NewsPageFactory(parent=index)
    client.get("/nyheter/atom.xml")
    with count_queries(8):
        client.get("/nyheter/atom.xml")


def test_a_news_page_describes_its_article(client: Client, index: Any) -> None:
    NewsPageFactory(parent=index, title="Ny bro", slug="bro", published_on=datetime.date(2026, 11, 1))
    content = client.get("/nyheter/bro/").content.decode()
    assert '"@type": "NewsArticle"' in content
    assert '"datePublished": "2026-11-01"' in content
