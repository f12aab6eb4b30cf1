"""The crisis page: everything people ask, in every language, light, safe, and without a database."""

import dataclasses
import gzip
import re

import pytest
from django.db import connection

from crisis.content import Alert, Telephone, Text
from crisis.rendering.site import MOST_BYTES
from crisis.shipped import shipped
from tests.crisis.rendered_events import HOUR, NOON, changed, event, pages, soup, updates, without

SITE = ("sv", "nb", "en")
EXTRA = ("ar", "fi", "se", "uk")
HOMES = {"/": "sv", "/nb/": "nb", "/en/": "en"}


@pytest.fixture(autouse=True)
def _no_database(monkeypatch):
    """Whoever asks the database fails at once."""

    def refuse():
        raise AssertionError("the crisis page asked the database")

    monkeypatch.setattr(connection, "ensure_connection", refuse)


def test_crisis_takes_the_home_page_in_every_language():
    assert {path: page.language for path, page in pages(event()).items() if path in HOMES} == HOMES


def test_every_language_with_text_has_its_page():
    assert {f"/kris/{tag}/" for tag in SITE + EXTRA} <= set(pages(event()))


def test_serious_event_leaves_the_home_page():
    assert not set(HOMES) & set(pages(event(level=2)))
    assert "/kris/sv/" in pages(event(level=2))


def test_nothing_on_gives_no_page():
    assert pages() == {}


def test_private_drill_stands_only_at_its_secret_address():
    found = pages(event(drill=True, token="geheim"))
    assert found
    assert all(path.startswith("/kris/ovning/geheim/") for path in found)
    assert found["/kris/ovning/geheim/"].language == "sv"
    assert "no-store" in found["/kris/ovning/geheim/nb/"].headers["Cache-Control"]
    assert "/kris/ovning/geheim/nb/" in soup(found["/kris/ovning/geheim/"]).nav.decode()


@pytest.mark.parametrize("key", sorted(shipped()))
def test_complete_page_is_light_and_asks_for_nothing(key):
    full = event(key, updates=updates(*[{"sv": f"Nyhet nummer {number} om läget just nu."} for number in range(4)]))
    for path, page in pages(full).items():
        html = soup(page)
        assert len(gzip.compress(page.body, 9, mtime=0)) <= MOST_BYTES, path
        assert not html("script")
        assert not html(["img", "iframe", "video", "object", "source"])
        assert {tag["rel"][0] for tag in html("link")} == {"canonical", "icon", "alternate"}
        assert html.find("link", rel="icon")["href"] == "data:,"
        assert b"{" not in re.sub(rb"<style.*?</style>", b"", page.body, flags=re.DOTALL)


def test_long_log_is_cut_before_the_page_grows_heavy_and_says_where_the_rest_is():
    words = " ".join(f"ord{number * 7919 % 9973:04}" for number in range(200))
    page = pages(event(updates=updates(*[{"sv": f"{number} {words}"} for number in range(40)])))["/"]
    html = soup(page)
    assert "0 ord" in html.find(class_="new").text
    assert html.find("a", href="/kris/arkiv/0b9a7c1e-1111-4222-8333-944455566677/")
    assert len(html.select(".log li")) < 39


def test_parts_stand_in_the_order_people_ask():
    said = event(
        updates=updates({"sv": "Nyast"}, {"sv": "Äldre"}), next_update_by=NOON + HOUR, map_url="https://karta.example/"
    )
    text = soup(pages(said)["/"]).main.get_text(" ")
    parts = [
        "Koka vattnet innan", "Senast uppdaterad", "söndag 22 november kl. 12.00", "Nästa uppdatering senast", "13.00",
        "Nyast", "Det här har hänt", "Vilka berörs", "Karta", "Gör så här nu", "Gör inte så här", "Här får du hjälp",
        "112", "0910-55 50 00", "Följ också", "Krisinformation.se", "Frågor och svar", "bekräftat", "stämmer inte",
        "Tidigare uppdateringar", "11.00", "Äldre",
    ]  # fmt: skip
    found = [text.index(part) for part in parts]
    assert found == sorted(found)


def test_number_in_a_text_can_be_rung_but_not_where_it_is_said_not_to_ring():
    html = soup(pages(event("fire"))["/"])
    assert html.find("a", href="tel:112", string="112")
    assert not html.select(".not a")
    assert soup(pages(event("missing-person"))["/"]).find("a", href="tel:11414")


def test_numbers_of_the_event_take_the_place_of_the_countrys():
    own = Telephone("0910-12 34 56", "+46910123456", {"sv": "Krisjour"})
    ring = soup(pages(event(telephones=(own,)))["/nb/"]).find(class_="ring")
    assert [a["href"] for a in ring("a")] == ["tel:+46910123456"]
    assert ring.find("span", lang="sv").text == "Krisjour"


def test_missing_language_shows_the_source_marked_and_says_so():
    html = soup(pages(without(event(), "nb"))["/nb/"])
    assert html.html["lang"] == "nb"
    assert "finnes ikke på norsk ennå" in html.find(class_="note").text
    assert html.h1["lang"] == "sv"
    assert html.h1.text == "Koka vattnet innan du dricker det"
    assert html.find("h2", string="Gjør dette nå")
    assert html.select_one(".do ol")["lang"] == "sv"


def test_older_text_says_that_a_newer_one_exists_with_time_and_link():
    page = pages(changed(event(), "sv", at=NOON + HOUR))["/en/"]
    note = soup(page).find(class_="note")
    assert "newer one in Swedish from Sunday 22 November at 13:00" in note.text
    assert note.a["href"] == "/"
    assert soup(pages(event())["/en/"]).find(class_="note") is None


def test_update_in_another_language_is_marked():
    new = soup(pages(event(updates=updates({"sv": "Tankar på torget."})))["/kris/ar/"]).find(class_="new")
    assert (new.p["lang"], new.p["dir"]) == ("sv", "ltr")
    assert "السويدية" in new.h2.text


def test_arabic_runs_from_right_to_left():
    html = soup(pages(event())["/kris/ar/"])
    assert (html.html["lang"], html.html["dir"]) == ("ar", "rtl")
    assert html.find(class_="ring").b["dir"] == "ltr"


def test_language_without_words_of_its_own_gets_english_ones_marked():
    said = dataclasses.replace(event(), texts={**event().texts, "so": Text("Biyaha karkari", do_now=("Karkari",))})
    html = soup(pages(said)["/kris/so/"])
    assert html.html["lang"] == "so"
    assert html.find("h2", string="What to do now")["lang"] == "en"
    assert "Soomaali" in soup(pages(said)["/"]).nav.text


def test_escape_is_the_first_link_and_leads_to_the_ordinary_home_page():
    found = pages(event())
    assert [soup(found[path]).a["href"] for path in (*HOMES, "/kris/ar/")] == [
        "/start/", "/nb/start/", "/en/start/", "/start/",
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "word"), [("/", "ÖVNING"), ("/nb/", "ØVELSE"), ("/en/", "EXERCISE")])
def test_drill_says_so_in_title_head_and_foot_and_not_to_search_engines(path, word):
    html = soup(pages(event(drill=True))[path])
    assert html.title.text.startswith(f"{word}: ")
    assert word in html.header.text
    assert word in html.footer.text
    assert not html("script")
    assert html.find("meta", content="noindex")


def test_two_at_a_time_are_both_told():
    storm = event("severe-weather", uid="1b9a7c1e-1111-4222-8333-944455566677", level=1)
    html = soup(pages(storm, event())["/"])
    assert html.h1.text == "Koka vattnet innan du dricker det"
    assert "Varning för storm" in html.main.text


def test_what_people_write_is_never_markup():
    nasty = '</style><script>alert(1)</script> & "quoted"\u2028'
    said = changed(event(), "sv", headline=nasty, happened=nasty, do_now=(nasty,), confirmed=(nasty,))
    page = pages(dataclasses.replace(said, updates=updates({"sv": nasty}), alert=Alert()))["/"]
    html = soup(page)
    assert not html("script")
    assert "<script>alert(1)</script>" in html.h1.text


def test_paragraphs_and_lines_of_a_text_stay():
    page = pages(event(updates=updates({"sv": "Rad ett\nrad två\n\nNytt stycke"})))["/"]
    assert b"<p>Rad ett<br>rad tv\xc3\xa5</p><p>Nytt stycke</p>" in page.body


def test_ready_made_version_tells_no_time_that_may_be_weeks_old():
    assert not soup(pages(event(next_update_by=NOON), number=0)["/"]).select(".head time")


def test_same_state_gives_the_same_bytes():
    assert pages(event()) == pages(event())
