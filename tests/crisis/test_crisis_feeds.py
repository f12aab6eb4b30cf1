"""Atom, JSON and schema.org: read by real parsers; drills marked, private ones nowhere."""

import dataclasses
import json

import pytest
from bs4 import BeautifulSoup

from core.structured_data import microdata
from crisis.content import Text
from crisis.feeds import feed_files
from crisis.feeds.live import PEACE
from crisis.feeds.special_announcement import special_announcement
from tests.crisis.feed_events import (
    ATOM,
    BASE,
    START,
    SWEDISH,
    UID,
    after,
    atom_entries,
    event,
    parsed_cap,
    sent,
    state,
    update,
)

SECRET = "sekretsekretsekretsekret"
SHAPE = ["format", "municipality", "url", "number", "changed_at", "on", "level", "events", "exercises"]
EVENT_SHAPE = [
    "id", "scenario", "level", "exercise", "started_at", "changed_at", "next_update_by", "source_language",
    "languages", "pages", "texts", "updates", "telephones", "channels", "map", "cap",
]  # fmt: skip


def files(of):
    return feed_files(of, base_url=BASE)


def api(of):
    return json.loads(files(of)["/api/crisis.json"].body)


def titles(body):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in atom_entries(body)]


def test_peace_has_every_feed_and_nothing_in_it():
    answers = files(PEACE)
    assert sorted(answers) == ["/api/crisis.json", "/cap/", "/kris/atom.xml"]
    assert titles(answers["/cap/"].body) == []
    assert titles(answers["/kris/atom.xml"].body) == []
    data = api(PEACE)
    assert (data["on"], data["level"], data["number"], data["events"], data["exercises"]) == (False, 0, None, [], [])
    assert files(PEACE) == files(PEACE)


def test_programs_on_any_site_may_read_every_feed():
    for path, answer in files(state(sent(event(), START))).items():
        assert answer.headers["Access-Control-Allow-Origin"] == "*", path
        assert "charset=utf-8" in answer.content_type


def test_every_feed_tells_of_the_event():
    on = sent(event(updates=(update("Andra.", after(hours=2)), update("Första.", after(hours=1)))), START)
    answers = files(state(on, at=after(hours=2)))
    message = f"/cap/{on.messages[0].identifier}.xml"
    assert set(answers) == {"/api/crisis.json", message, "/cap/", "/kris/atom.xml"}
    parsed_cap(answers[message].body)
    entry = atom_entries(answers["/cap/"].body)[0]
    link = entry.find("a:link[@type='application/cap+xml']", ATOM)
    assert link.get("href") == BASE + message
    assert entry.findtext("cap:status", namespaces=ATOM) == "Actual"
    entries = atom_entries(answers["/kris/atom.xml"].body)
    assert [item.findtext("a:summary", namespaces=ATOM)[:7] for item in entries] == ["Andra.", "Första.", "Andra.\n"]
    assert {item.get("hreflang") for item in entries[2].findall("a:link", ATOM)} == {"sv", "en"}


def test_entries_of_updates_keep_their_ids_when_more_come():
    one = event(updates=(update("Första.", after(hours=1)),))
    two = dataclasses.replace(one, updates=(update("Andra.", after(hours=2)), *one.updates))

    def ids(of):
        entries = atom_entries(files(state(of))["/kris/atom.xml"].body)
        return {item.findtext("a:id", namespaces=ATOM) for item in entries}

    assert ids(one) < ids(two)


def test_the_shape_of_the_api_is_what_the_documentation_says():
    data = api(state(sent(event(next_update_by=after(hours=3)), START)))
    assert list(data) == SHAPE
    assert list(data["events"][0]) == EVENT_SHAPE
    assert (data["on"], data["level"], data["number"]) == (True, 3, 7)
    first = data["events"][0]
    assert first["id"] == UID
    assert first["languages"] == ["sv", "en"]
    assert first["texts"]["sv"]["do_now"] == ["Koka vattnet.", "Hjälp din granne."]
    assert first["texts"]["sv"]["questions"] == [{"question": "Får jag duscha?", "answer": "Ja, men svälj inte."}]
    assert first["telephones"][0]["tel"] == "+46910555000"
    assert first["next_update_by"] == "2026-01-10T07:15:12+01:00"
    assert first["cap"]["type"] == "Alert"


def test_an_older_language_says_so():
    changed = dataclasses.replace(SWEDISH, at=after(hours=1))
    texts = api(state(event(texts={**event().texts, "sv": changed})))["events"][0]["texts"]
    assert (texts["sv"]["is_older"], texts["en"]["is_older"]) == (False, True)


def test_nobody_reads_who_switched():
    for path, answer in files(state(sent(event(), START))).items():
        assert b"Kim Kris" not in answer.body, path


def test_a_private_drill_is_in_no_feed():
    private = event(drill=True, token=SECRET, texts={"sv": Text(headline="Hemlig provkörning")})
    forged = dataclasses.replace(sent(dataclasses.replace(private, token=""), START), token=SECRET)
    over = dataclasses.replace(sent(event(), START, START, is_over=True), token=SECRET)
    for events, ended in (((private,), ()), ((forged,), (forged, over)), ((event(level=2), forged), (over,))):
        for path, answer in files(state(*events, ended=ended)).items():
            assert SECRET not in path
            assert SECRET.encode() not in answer.body, path
            assert b"Hemlig" not in answer.body, path
    assert api(state(private))["on"] is False


def test_a_public_drill_never_looks_real():
    drill = sent(event(drill=True, updates=(update("Vatten finns vid torget.", after(hours=1)),)), START)
    answers = files(state(drill))
    for path in ("/cap/", "/kris/atom.xml"):
        for entry in atom_entries(answers[path].body):
            assert entry.findtext("a:title", namespaces=ATOM).startswith("ÖVNING: ")
            assert entry.findtext("a:summary", namespaces=ATOM).startswith("Det här är en övning.")
            assert entry.find("a:category", ATOM).get("term") == "Exercise"
    data = api(state(drill))
    assert (data["on"], data["level"], data["events"]) == (False, 0, [])
    assert data["exercises"][0]["exercise"] is True
    assert data["exercises"][0]["texts"]["en"]["headline"].startswith("EXERCISE: ")
    assert data["exercises"][0]["cap"]["status"] == "Exercise"
    assert special_announcement(drill, "sv", base_url=BASE) == {}


def test_after_the_end_the_cancel_is_a_file_and_the_list_is_left_to_the_application():
    over = sent(event(), START, after(hours=1), is_over=True)
    answers = files(state(at=after(hours=1), ended=(over,)))
    assert "/cap/" not in answers
    assert parsed_cap(answers[f"/cap/{over.messages[0].identifier}.xml"].body).findtext("msgType") == "Cancel"
    beside = files(state(sent(event(uid="b" * 8), START), at=after(hours=2), ended=(over,)))
    assert len(atom_entries(beside["/cap/"].body)) == 2
    assert "/cap/" in files(state(at=after(days=2), ended=(over,)))


def test_an_event_made_ready_without_messages_is_in_no_cap_list():
    answers = files(state(event(), number=0))
    assert titles(answers["/cap/"].body) == []
    assert api(state(event(), number=0))["events"][0]["cap"] is None


@pytest.mark.parametrize("nasty", ["a\x00b\x0b", "\ud800", "</feed><x>", "]]>", "\x1b[0m"])
def test_nasty_texts_leave_every_feed_whole(nasty):
    text = Text(headline=nasty, happened=nasty, do_now=(nasty,))
    on = sent(event(texts={"sv": text}, updates=(update(nasty, START),), map_texts={"sv": nasty}), START)
    answers = files(state(on))
    json.loads(answers["/api/crisis.json"].body)
    atom_entries(answers["/kris/atom.xml"].body)
    atom_entries(answers["/cap/"].body)


def test_schema_org_in_the_language_or_the_source():
    thing = special_announcement(event(), "nb", base_url=BASE)
    assert thing["@type"] == "SpecialAnnouncement"
    assert thing["inLanguage"] == "sv"
    assert thing["name"] == SWEDISH.headline
    assert thing["datePosted"] == "2026-01-10T04:15:12+01:00"
    assert special_announcement(event(), "en", base_url=BASE)["url"] == f"{BASE}/kris/en/"


def test_the_same_without_a_script():
    said = event(texts={"sv": Text(headline='"><script>x', happened="Grumligt")})
    html = BeautifulSoup(microdata(special_announcement(said, "sv", base_url=BASE)), "html.parser")
    assert html.span["itemtype"] == "https://schema.org/SpecialAnnouncement"
    assert html.find(itemprop="name")["content"] == '"><script>x'
    assert html.find(itemprop="publisher").find(itemprop="url")["content"] == f"{BASE}/"
    assert not html("script")
