"""The search page and the suggestions, as a visitor meets them."""

import pytest
from django.core.management import call_command
from django.db import OperationalError

from core.registries import SearchDocument
from pages.models import ContentPage
from search.engine.editorial import Editorial
from search.engine.schema import Entry
from search.engine.store import State, Store
from search.engine.writer import build
from search.models import PromotedResult
from search.updates import update_indexes
from tests.search.conftest import SWEDISH, make_index

ADDRESSES = {
    "sv": ("/sok/", "/sok/forslag"),
    "nb": ("/nb/sok/", "/nb/sok/forslag"),
    "en": ("/en/search/", "/en/search/suggest"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(homes, swedish, norwegian, english):
    return homes


def page(client, text, **parameters):
    response = client.get("/sok/", {"q": text, **parameters})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("language", "text"), [("sv", "bygglov"), ("nb", "byggesøknad"), ("en", "permit")])
def test_search_answers_in_each_language(client, site, language, text):
    response = client.get(ADDRESSES[language][0], {"q": text})
    content = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in content
    assert 'href="/1/"' in content
    assert content.count("<h1") == 1


def test_search_is_never_cached_nor_found_by_search_engines(client, site):
    for address in ("/sok/?q=bygglov", "/sok/", "/sok/forslag?q=by"):
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_hit_shows_title_kind_and_snippet(client, site):
    content = page(client, "bygglov")
    assert "<mark>Bygglov</mark>" in content
    assert "<mark>bygglovsansökan</mark>" in content
    assert "Tjänst" in content or "Service" in content


def test_typed_text_and_found_text_are_escaped(client, site):
    content = page(client, '"><script>alert(1)</script>välkomna')
    assert "<script>alert" not in content
    content = page(client, "välkomna")
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


def test_hostile_title_is_escaped_in_page_and_suggestions(client, homes):
    title = "<img src=x onerror=alert(1)> glass"
    entry = Entry("page:1", "page", 1.0, SearchDocument(title=title, url="/x/", introduction=title, body=title))
    build(Store("sv"), [entry], State())
    assert "<img src=x" not in page(client, "glass")
    assert client.get("/sok/forslag", {"q": "glass"}).json()[0]["title"] == title


def test_misspelt_search_offers_the_right_spelling_as_a_link(client, site):
    content = page(client, "byglov")
    assert 'href="/sok/?q=bygglov"' in content


def test_search_without_hits_leads_on(client, site):
    content = page(client, "xyzzy")
    assert "tel:+46910555000" in content
    content = page(client, "parkeringsvakten i stan")
    assert 'href="/3/"' in content


def test_empty_search_is_a_page_with_a_search_field_only(client, site):
    content = client.get("/sok/").content.decode()
    assert 'name="q"' in content
    assert 'class="results"' not in content


def test_typed_text_stays_in_the_field(client, site):
    assert 'value="bygglov &amp; villa"' in page(client, "bygglov & villa")


def test_hits_are_paged(client, homes):
    make_index("sv", [{**SWEDISH[0], "title": f"Bygglov {number}"} for number in range(25)])
    assert "page=2" in page(client, "bygglov")
    last = page(client, "bygglov", page="3")
    assert last.count('class="result__title"') == 5
    assert "page=2" in last
    for strange in ("1000000000", "99", "abc", "-1", "0", "1.5", "٣", "", "9" * 5000):
        assert page(client, "bygglov", page=strange).count('class="result__title"') in (5, 10)


def test_promoted_page_stands_first_and_is_called_so(client, homes):
    make_index("sv", SWEDISH, Editorial(promoted={"bygglov": ("page:2",)}))
    content = page(client, "bygglov")
    assert content.index('href="/2/"') < content.index('href="/1/"')
    assert "result--promoted" in content


def test_suggestions_are_title_address_and_kind(client, site):
    response = client.get("/sok/forslag", {"q": "förs"})
    assert response["Content-Type"] == "application/json"
    assert response.json()[0]["title"] == "Förskola"
    assert response.json()[0]["url"] == "/2/"
    assert response.json()[0]["kind"]
    assert client.get("/nb/sok/forslag", {"q": "barneh"}).json()[0]["title"] == "Barnehage"
    assert client.get("/en/search/suggest", {"q": "pre"}).json()[0]["title"] == "Preschool"
    assert client.get("/sok/forslag").json() == []


def test_suggestions_ask_no_database(client, site, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/sok/forslag", {"q": "bygg"})


def test_number_of_queries_does_not_grow_with_hits(client, site, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as few:
        page(client, "xyzzy")
    with django_assert_max_num_queries(12) as many:
        page(client, "bygglov")
    assert len(many) <= len(few)


BAD = [
    "a" * 10_000,
    " ".join(f"ord{n}" for n in range(2_000)),
    "(((",
    "title:*",
    '"',
    "\\",
    "AND",
    "🏠" * 300,
    "\u202e",
]


@pytest.mark.parametrize("language", list(ADDRESSES))
def test_strange_text_is_answered(client, site, language):
    for text in BAD:
        for address in ADDRESSES[language]:
            assert client.get(address, {"q": text}).status_code in (200, 414), text[:80]
        assert client.get(ADDRESSES["sv"][0], {"q": "bygglov"}).status_code == 200, text[:80]


BAD_QUERIES = [
    "q=%00",
    "q=bygglov%00",
    "q=%ED%A0%80",
    "q=%FF%FE",
    "q=%",
    "q=" + "a" * 1_000_000,
    "q=" + "ord+" * 10_000,
    "q=a&" * 11_000,
    "q=a&page=1e9",
    "q=a&page=%00",
]


def test_bad_addresses_are_refused_or_answered_but_never_fail(client, site):
    for query in BAD_QUERIES:
        for address in ("/sok/", "/sok/forslag"):
            assert client.get(f"{address}?{query}").status_code in (200, 400, 414, 431), query[:80]
        assert client.get("/sok/?q=bygglov").status_code == 200, query[:80]


def test_long_search_says_that_it_was_shortened(client, site):
    assert "note" in page(client, "bygglov " * 60)


def test_only_reading_is_allowed(client, site):
    assert client.post("/sok/", {"q": "bygglov"}).status_code == 405
    assert client.head("/sok/?q=bygglov").status_code == 200


@pytest.mark.parametrize("state", ["missing", "broken"])
def test_without_a_sound_index_the_page_helps_on(client, homes, state):
    if state == "broken":
        store = make_index("sv", SWEDISH)
        (store.current() / "meta.json").write_text("{")
    content = page(client, "bygglov")
    assert "tel:+46910555000" in content
    assert client.get("/sok/forslag?q=bygg").json() == []
    call_command("rebuild_search", "sv")
    assert client.get("/sok/?q=bygglov").status_code == 200


def test_search_is_counted_once_and_only_the_first_page(client, site, search_dir):
    page(client, "Bygglov")
    page(client, "bygglov", page="2")
    client.head("/sok/?q=bygglov")
    client.get("/sok/forslag?q=bygglov")
    page(client, "")
    lines = (search_dir / "queries" / "open.jsonl").read_text().splitlines()
    assert len(lines) == 1
    assert '"sv", "bygglov", 2' in lines[0]


def test_search_answers_when_it_cannot_be_counted(client, site, search_dir):
    (search_dir / "queries").write_text("no folder")
    assert 'href="/1/"' in page(client, "bygglov")


def test_search_answers_when_the_database_is_away(client, site, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    content = page(client, "bygglov")
    assert 'href="/1/"' in content
    assert content.count("<h1") == 1
    assert client.get("/sok/forslag?q=bygg").json()


def test_language_switch_keeps_the_search(client, site):
    content = page(client, "bygglov")
    assert "/nb/sok/?q=bygglov" in content
    assert "/en/search/?q=bygglov" in content


def test_published_page_is_found_through_the_address(client, homes):
    page_ = homes["sv"].add_child(instance=ContentPage(title="Glassbaren", slug="glass"))
    PromotedResult.objects.create(language="sv", query="sol", page=page_)
    update_indexes()
    assert 'href="/glass/"' in page(client, "glassbar")
    assert 'href="/glass/"' in page(client, "sol")
