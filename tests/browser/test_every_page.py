"""Every published page of the demo, in every language, as an anonymous visitor gets it."""

import itertools
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest

from tests.browser.pages_over_http import Visitor
from tests.browser.states import PREFIX, TEMPLATES

LANGUAGES = ["sv", "nb", "en"]
NAMES = {"sv": "Norrvik kommun", "nb": "Norrvik kommune", "en": "Norrvik Municipality"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FETCHED = [("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "srcset"), ("iframe", "src")]


@pytest.fixture
def visitor(site):
    """An ordinary visitor."""
    visitor = Visitor(site.base)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def answers(site):
    """Every page of the demo as an ordinary visitor gets it, by path; fetched and parsed once."""
    visitor = Visitor(site.base)
    found = {page.path: visitor.get(page.path) for page in site.pages}
    visitor.close()
    return found


def in_language(site, language):
    return [page for page in site.pages if page.language == language]


def test_no_page_type_is_left_out_of_these_tests(site):
    assert {page.type for page in site.pages} == set(TEMPLATES.values())


def test_demo_is_as_large_as_promised(site):
    count = {language: len(site.of_type("services.ServicePage", language)) for language in LANGUAGES}
    assert count["sv"] >= 40
    assert count["nb"] >= 12
    assert count["en"] >= 12
    assert len(site.of_type("pages.UnitPage")) >= 8
    assert len(site.of_type("services.ServicePackagePage")) >= 6
    assert len(site.of_type("news.NewsPage")) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_answers_alike_to_everybody_and_keeps_nothing_about_anybody(site, answers, language):
    other = Visitor(site.base, Accept_Language="en-US,fi", User_Agent="Other/1.0", Cookie="tracking=1")
    for page in in_language(site, language):
        first, second = answers[page.path], other.get(page.path)
        assert (first.status, second.status) == (200, 200), page.path
        assert first.body == second.body, page.path
        assert not first.header("Set-Cookie"), page.path
        assert first.header("Vary").lower() == "accept-encoding", page.path
        assert first.header("Cache-Control").startswith("public, max-age=0, s-maxage=1"), page.path
        assert first.header("Content-Language") == language, page.path
    other.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_unchanged_page_is_not_sent_again(site, visitor, answers, language):
    for page in in_language(site, language):
        tag = answers[page.path].header("ETag")
        assert tag, page.path
        again = visitor.get(page.path, If_None_Match=tag)
        assert (again.status, again.body) == (304, b""), page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_built_as_readers_of_any_kind_need_it(site, answers, language):
    for page in in_language(site, language):
        html = answers[page.path].html
        assert html.html["lang"] == language, page.path
        is_home = page.type == "home.HomePage"
        assert html.title.text.endswith(NAMES[language] if is_home else f" – {NAMES[language]}"), page.path
        assert html.title.text.count(NAMES[language]) == 1, page.path
        assert [len(html.find_all(name)) for name in ("h1", "main")] == [1, 1], page.path
        assert landmarks(html) == {"header": 1, "footer": 1}, page.path
        assert first_way_in(html) == "#content", page.path
        assert unnamed_navigation(html) == [], page.path
        assert skipped_headings(html) == [], page.path
        assert repeated_ids(html) == [], page.path
        assert [str(image) for image in html.find_all("img") if "alt" not in image.attrs] == [], page.path


def landmarks(html):
    """Count the site's own head and foot: those outside main."""
    return {name: len([tag for tag in html.find_all(name) if not tag.find_parent("main")]) for name in
            ("header", "footer")}  # fmt: skip


def first_way_in(html):
    """Return where the first thing that takes the focus leads."""
    return html.body.find(["a", "button", "input", "summary"]).get("href")


def unnamed_navigation(html):
    """Return the nav elements without a name of their own; two of one name count as unnamed."""
    seen = set()
    faults = []
    for nav in html.find_all("nav"):
        label = nav.get("aria-label") or nav.get("aria-labelledby")
        if not label or label in seen:
            faults.append(str(nav)[:100])
        seen.add(label)
    return faults


def skipped_headings(html):
    """Return the headings inside main that are more than one level below the one before."""
    levels = [(int(tag.name[1]), tag.get_text(" ", strip=True)) for tag in html.main.find_all(re.compile("^h[1-6]$"))]
    return [text for (before, _), (level, text) in itertools.pairwise(levels) if level > before + 1]


def repeated_ids(html):
    ids = [tag["id"] for tag in html.find_all(id=True)]
    return sorted({name for name in ids if ids.count(name) > 1})


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_nothing_inline_and_nothing_from_elsewhere(site, answers, language):
    for page in in_language(site, language):
        html = answers[page.path].html
        assert html.find_all(style=True) == [], page.path
        assert html.find_all("style") == [], page.path
        inline = [tag for tag in html.find_all("script", src=False) if tag.get("type") != "application/ld+json"]
        assert inline == [], page.path
        handlers = [tag.name for tag in html.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        assert handlers == [], page.path
        assert [address for address in fetched(html) if urlsplit(address).netloc] == [], page.path


def fetched(html):
    """Yield the addresses that a browser fetches for the page."""
    for name, attribute in FETCHED:
        for tag in html.find_all(name):
            for part in (tag.get(attribute) or "").split(","):
                yield part.split()[0] if part.strip() else ""
    for link in html.find_all("link", rel=["stylesheet", "icon", "apple-touch-icon", "manifest", "preload"]):
        yield link["href"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_site_leads_somewhere(site, visitor, answers, language):
    wanted = {}
    for page in in_language(site, language):
        for link in answers[page.path].html.find_all("a", href=re.compile("^/(?!/)")):
            wanted.setdefault(link["href"].split("#")[0], page.path)
    statuses = {path: visitor.get(path).status for path in wanted}
    assert {path: (status, wanted[path]) for path, status in statuses.items() if status != 200} == {}


def test_every_anchor_on_a_page_has_its_target(site, answers):
    for page in in_language(site, "sv"):
        html = answers[page.path].html
        names = {tag["id"] for tag in html.find_all(id=True)}
        anchors = {link["href"][1:] for link in html.find_all("a", href=re.compile("^#"))}
        assert anchors - names == set(), page.path


def test_sitemap_names_every_page_once_and_nothing_else(site, visitor):
    root = ET.fromstring(visitor.get("/sitemap.xml").body)
    listed = [urlsplit(entry.findtext(f"{SITEMAP}loc")).path for entry in root]
    assert sorted(listed) == sorted(page.path for page in site.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_switch_keeps_the_place_and_says_when_a_page_is_not_translated(site, answers, language):
    for page in in_language(site, language):
        links = answers[page.path].html.select("header .languages a[hreflang]")
        assert [link["hreflang"] for link in links] == LANGUAGES, page.path
        for link in links:
            other = site.translation(page, link["hreflang"])
            note = link.select_one(".pop__note")
            assert link["lang"] == link["hreflang"], page.path
            assert (link.get("aria-current") == "true") == (link["hreflang"] == language), page.path
            if other:
                assert (link["href"], note) == (other.path, None), page.path
            else:
                assert link["href"].startswith(f"{PREFIX[link['hreflang']]}/"), page.path
                assert note is not None, page.path
                assert len(note.get_text(strip=True)) > 20, page.path


@pytest.mark.parametrize("language", ["nb", "en"])
def test_missing_translation_offers_the_swedish_page(site, visitor, language):
    untranslated = [page for page in site.of_type("services.ServicePage") if not site.translation(page, language)]
    assert untranslated
    for page in untranslated:
        answer = visitor.get(f"/{language}{page.path}")
        link = answer.html.select_one(f'main a[href="{page.path}"]')
        assert answer.status == 404
        assert answer.html.html["lang"] == language
        assert link is not None, page.path
        assert (link["lang"], link["hreflang"]) == ("sv", "sv")
