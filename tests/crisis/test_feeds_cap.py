"""CAP messages: valid against the schema, frozen, referring to each other, never from what is not public."""

import dataclasses
import re

import pytest
from lxml import etree

from crisis.content import Alert, Event, Text
from crisis.feeds.cap import alert_xml, moment
from crisis.feeds.messages import event_uid, next_message, sent_events, with_message
from tests.crisis.feed_events import BASE, ENGLISH, START, SWEDISH, UID, after, event, parsed_cap, sent, state, update

OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")


def cap(of: Event) -> etree._Element:
    return parsed_cap(alert_xml(of, base_url=BASE))


def test_alert_is_valid_and_says_what_the_event_says():
    alert = cap(sent(event(), START))
    assert (alert.findtext("status"), alert.findtext("msgType"), alert.findtext("scope")) == (
        "Actual",
        "Alert",
        "Public",
    )
    assert alert.findtext("sent") == "2026-01-10T04:15:12+01:00"
    assert alert.find("references") is None
    infos = alert.findall("info")
    assert [info.findtext("language") for info in infos] == ["sv", "en"]
    swedish, english = infos
    assert swedish.findtext("headline") == SWEDISH.headline
    assert "Vi söker orsaken." in swedish.findtext("description")
    assert "- Hjälp din granne." in swedish.findtext("instruction")
    assert "Kontaktcenter: 0910-55 50 00" in swedish.findtext("instruction")
    assert english.findtext("description") == "Bacteria & <more> were found."
    assert swedish.findtext("area/areaDesc") == SWEDISH.affected
    assert english.findtext("area/areaDesc") == "Norrvik Municipality"
    assert swedish.findtext("category") == "Health"
    assert swedish.findtext("web") == f"{BASE}/kris/sv/"


def test_no_moment_is_written_with_z():
    body = alert_xml(sent(event(next_update_by=after(hours=3)), START), base_url=BASE)
    moments = re.findall(rb"\d{4}-\d\d-\d\dT[^<]*", body)
    assert len(moments) >= 5
    assert all(OFFSET.fullmatch(found.decode()) for found in moments)


def test_utc_is_written_as_the_standard_wants(settings):
    settings.MUNICIPALITY = dataclasses.replace(settings.MUNICIPALITY, timezone="UTC")
    assert moment(START) == "2026-01-10T03:15:12-00:00"
    cap(sent(event(), START))


def test_update_and_cancel_refer_to_all_earlier_messages():
    updated = sent(event(updates=(update("Tankbilar är på väg.", after(hours=1)),)), START, after(hours=1))
    alert = cap(updated)
    first, second = updated.messages[1], updated.messages[0]
    assert alert.findtext("msgType") == "Update"
    assert alert.findtext("references") == f"kontakt@norrvik.example,{first.identifier},{moment(first.sent)}"
    assert alert.find("info").findtext("description").startswith("Tankbilar är på väg.")
    over = cap(with_message(updated, after(hours=5), is_over=True))
    assert over.findtext("msgType") == "Cancel"
    assert [item.split(",")[1] for item in over.findtext("references").split()] == [
        first.identifier,
        second.identifier,
    ]
    assert over.findtext("note") == "Händelsen är över."
    assert over.find("info").findtext("responseType") == "AllClear"
    assert over.find("info").findtext("urgency") == "Past"
    assert over.find("info").findtext("web") == f"{BASE}/kris/arkiv/{UID}/"


def test_references_name_what_the_earlier_messages_said_of_themselves():
    one = sent(event(), START)
    first = cap(one)
    second = cap(with_message(one, after(days=170)))  # in summer: the earlier message keeps its winter offset
    sender, identifier, at = second.findtext("references").split(",")
    assert (sender, identifier, at) == tuple(first.findtext(tag) for tag in ("sender", "identifier", "sent"))
    assert second.findtext("sent").endswith("+02:00")
    assert at.endswith("+01:00")


def test_identifier_and_sent_stay_when_the_event_changes():
    one = sent(event(), START)
    two = with_message(dataclasses.replace(one, texts={"sv": Text(headline="Nytt")}), after(minutes=1))
    assert two.messages[1] == one.messages[0]
    assert two.messages[0].identifier != one.messages[0].identifier
    assert all(event_uid(message.identifier) == UID for message in two.messages)


def test_a_clock_that_goes_back_never_makes_an_older_message():
    two = sent(event(), START, after(minutes=-10))
    assert two.messages[0].sent == two.messages[1].sent


def test_next_message_refuses_what_cap_does_not_allow():
    one, over = sent(event(), START), sent(event(), START, after(hours=1), is_over=True)
    for of, kind in ((event(), "Update"), (event(), "Cancel"), (one, "Alert"), (one, "Ack"), (over, "Update")):
        with pytest.raises(ValueError, match=r"cannot be|is cancelled"):
            next_message(of, kind, START)
    assert with_message(over, after(hours=2)) == over
    assert with_message(event(), START, is_over=True).messages == ()


def test_a_public_drill_is_an_exercise_in_every_language():
    alert = cap(sent(event(drill=True), START))
    assert alert.findtext("status") == "Exercise"
    assert alert.findtext("note")
    assert [info.findtext("headline") for info in alert.findall("info")] == [
        f"ÖVNING: {SWEDISH.headline}",
        f"EXERCISE: {ENGLISH.headline}",
    ]
    assert alert.find("info").findtext("description").startswith("Det här är en övning.")
    over = cap(sent(event(drill=True), START, after(hours=1), is_over=True))
    assert over.findtext("status") == "Exercise"
    assert over.find("info").findtext("description").startswith("Det här är en övning.")


def test_a_private_drill_never_has_a_message():
    private = event(drill=True, token="s" * 32)
    with pytest.raises(ValueError, match="private"):
        next_message(private, "Alert", START)
    assert with_message(private, START) == private
    forged = dataclasses.replace(sent(event(drill=True), START), token="s" * 32)
    with pytest.raises(ValueError, match="no message"):
        alert_xml(forged, base_url=BASE)
    assert sent_events(state(forged, ended=(forged,)), START) == []


@pytest.mark.parametrize(
    "nasty",
    [
        "a\x00b\x0bc",
        "lone \ud800 surrogate",
        "</alert><evil/>",
        "]]>",
        "\u202eabc",
        "😀 \U0010ffff \ufffe",
        " \n ",
        "&amp;",
    ],
)
def test_whatever_stands_in_the_texts_the_message_is_valid(nasty):
    text = Text(headline=nasty, happened=nasty, affected=nasty, do_now=(nasty,), help=(nasty,))
    wild = event(
        texts={"sv": text, "zh-Hans": text, "x": text},
        alert=Alert(nasty, nasty, nasty, nasty, nasty, nasty, ((nasty, nasty),), nasty),
        updates=(update(nasty, START),),
        map_url="/media/map.png",
        map_texts={"sv": nasty},
    )
    for of in (sent(wild, START), sent(wild, START, after(hours=1)), sent(wild, START, START, is_over=True)):
        cap(of)


def test_a_notice_is_never_called_more_than_minor():
    assert cap(sent(event(level=1), START)).findtext("info/severity") == "Minor"
    assert cap(sent(event(level=2), START)).findtext("info/severity") == "Severe"
    assert cap(sent(event(level=1), START)).findtext("info/web") == f"{BASE}/"


def test_an_update_without_a_language_says_which_it_is_in():
    english = cap(sent(event(updates=(update("Tankbilar.", START),)), START)).findall("info")[1]
    assert english.findtext("description").startswith("(Swedish) Tankbilar.")


def test_a_cancel_counts_for_a_day():
    over = sent(event(), START, after(hours=1), is_over=True)
    assert sent_events(state(ended=(over,)), after(hours=24)) == [over]
    assert sent_events(state(ended=(over,)), after(hours=25)) == []
