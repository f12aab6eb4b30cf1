"""Addresses for machines: permanent ids, sitemap, robots, OpenSearch, what a page's head says of its place."""

import re
import uuid
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.templatetags.static import static
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories.pages import (
    ContentPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ServiceCategoryPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    UnitIndexPageFactory,
    UnitPageFactory,
)
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def about(homes: dict[str, HomePage]) -> Any:
    """A page in Swedish and English."""
    page = ContentPageFactory(parent=homes["sv"], title="Om", slug="om")
    ContentPageFactory(parent=homes["en"], title="About", slug="about", translation_key=page.translation_key)
    return page


def test_permanent_addresses_lead_to_the_pages(client: Client, home: HomePage) -> None:
    category = ServiceCategoryPageFactory(parent=ServiceIndexPageFactory(parent=home), slug="bygga")
    service = ServicePageFactory(parent=category, slug="bygglov")
    news = NewsPageFactory(parent=NewsIndexPageFactory(parent=home), slug="bro")
    unit = UnitFactory()
    UnitPageFactory(parent=UnitIndexPageFactory(parent=home, slug="enheter"), slug="bygg", owner_unit=unit)
    expected = {
        f"/id/service/{service.translation_key}": "/tjanster/bygga/bygglov/",
        f"/id/page/{service.translation_key}": "/tjanster/bygga/bygglov/",
        f"/id/news/{news.translation_key}": "/nyheter/bro/",
        f"/id/unit/{unit.uid}": "/enheter/bygg/",
        f"/id/page/{home.translation_key}": "/",
    }
    for address, page in expected.items():
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (303, page)
        assert "Cookie" not in response.get("Vary", "")


def test_a_permanent_address_prefers_the_first_language_that_has_the_page(
    client: Client, about: Any, homes: dict[str, HomePage]
) -> None:
    assert client.get(f"/id/page/{about.translation_key}")["Location"] == "/om/"
    about.unpublish()
    assert client.get(f"/id/page/{about.translation_key}")["Location"] == "/en/about/"


def test_permanent_addresses_of_nothing_are_not_found(client: Client, about: Any) -> None:
    draft = ContentPageFactory(parent=about, live=False)
    closed = ContentPageFactory(parent=about)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for address in (
        f"/id/page/{uuid.uuid4()}",
        f"/id/service/{about.translation_key}",
        f"/id/dragon/{about.translation_key}",
        f"/id/page/{draft.translation_key}",
        f"/id/page/{closed.translation_key}",
        "/id/page/1",
        "/id/page/' or 1=1",
    ):
        assert client.get(address).status_code == 404, address


def test_the_sitemap_lists_public_pages_with_their_translations(client: Client, about: Any) -> None:
    ContentPageFactory(parent=about, slug="utkast", live=False)
    closed = ContentPageFactory(parent=about, slug="internt")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    entries = {entry.findtext(f"{SITEMAP}loc"): entry for entry in root}
    assert set(entries) == {f"{BASE}{path}" for path in ("/", "/nb/", "/en/", "/om/", "/en/about/")}
    for address in ("/om/", "/en/about/"):
        links = {link.get("hreflang"): link.get("href") for link in entries[BASE + address].iter(f"{XHTML}link")}
        assert links == {"sv": f"{BASE}/om/", "en": f"{BASE}/en/about/", "x-default": f"{BASE}/om/"}


def test_the_sitemap_takes_the_same_few_queries_however_many_pages(
    client: Client, about: Any, count_queries: Callable
) -> None:
    for _number in range(20):
        ContentPageFactory(parent=about)
    with count_queries(5):
        assert client.get("/sitemap.xml").content.count(b"<loc>") == 25


def test_robots_keep_out_of_the_admin_and_the_search_and_find_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /sok/", "Disallow: /nb/sok/", "Disallow: /en/search/"} <= set(lines)
    assert f"Sitemap: {BASE}/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("address", "search", "name"),
    [
        ("/opensearch.xml", "/sok/", "Norrvik kommun"),
        ("/nb/opensearch.xml", "/nb/sok/", "Norrvik kommune"),
        ("/en/opensearch.xml", "/en/search/", "Norrvik Municipality"),
    ],
)
def test_browsers_can_learn_to_search_here_in_each_language(
    client: Client, address: str, search: str, name: str
) -> None:
    response = client.get(address)
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    assert templates["text/html"] == f"{BASE}{search}?q={{searchTerms}}"
    assert root.findtext(f"{OPENSEARCH}LongName") == name
    assert len(root.findtext(f"{OPENSEARCH}ShortName") or "") <= 16


def test_a_page_names_its_address_its_translations_and_the_search(client: Client, about: Any) -> None:
    content = client.get("/en/about/?utm=1").content.decode()
    assert f'<link rel="canonical" href="{BASE}/en/about/">' in content
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', content))
    assert alternates == {"sv": f"{BASE}/om/", "en": f"{BASE}/en/about/", "x-default": f"{BASE}/om/"}
    assert 'type="application/opensearchdescription+xml"' in content
    assert 'href="/en/opensearch.xml"' in content


def test_a_page_without_translation_and_a_missing_one_claim_none(client: Client, homes: dict[str, HomePage]) -> None:
    ContentPageFactory(parent=homes["nb"], slug="om")
    assert 'hreflang="x-default"' not in client.get("/nb/om/").content.decode()
    missing = client.get("/nb/finnes-ikke/").content.decode()
    assert 'rel="canonical"' not in missing
    assert "application/ld+json" not in missing


def test_further_pages_of_the_news_are_addresses_of_their_own(client: Client, home: HomePage) -> None:
    index = NewsIndexPageFactory(parent=home)
    for _number in range(13):
        NewsPageFactory(parent=index)
    assert f'<link rel="canonical" href="{BASE}/nyheter/?page=2">' in client.get("/nyheter/?page=2").content.decode()
    assert f'<link rel="canonical" href="{BASE}/nyheter/">' in client.get("/nyheter/?page=1").content.decode()


def test_the_icon_is_found_at_its_old_address_too(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("img/favicon.svg"))
