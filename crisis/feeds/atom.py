"""Two Atom feeds (RFC 4287): the CAP messages that count now, and what people read, event by event."""

from __future__ import annotations

import datetime
import uuid
from xml.etree import ElementTree

from django.conf import settings

from crisis.content import Event, State, Update
from crisis.feeds.cap import certainty, moment, severity, status, urgency
from crisis.feeds.messages import sent_events
from crisis.feeds.wording import encodable, headline, languages, one_line, page_url, paragraphs
from crisis.rendering.words import words

ATOM = "http://www.w3.org/2005/Atom"
CAP = "urn:oasis:names:tc:emergency:cap:1.2"
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def cap_feed(state: State, *, base_url: str, at: datetime.datetime) -> bytes:
    """Return the list of messages that count at a moment: the newest of each event, and Cancels for a day."""
    language = settings.MUNICIPALITY.languages[0]
    events = sent_events(state, at)
    changed = max((event.messages[0].sent for event in events), default=state.at)
    feed = _feed("/cap/", words(language).texts["level_3"], changed, language, base_url)
    for event in events:
        feed.append(_message(event, base_url))
    return _written(feed)


def news_feed(state: State, *, base_url: str) -> bytes:
    """Return what is on and its updates, newest first, in the first language or the source."""
    language = settings.MUNICIPALITY.languages[0]
    feed = _feed("/kris/atom.xml", words(language).texts["important"], state.at, language, base_url)
    entries = [(event.started_at, _event(event, language, base_url)) for event in state.public]
    entries += [
        (update.at, _update(event, update, number, language, base_url))
        for event in state.public
        for number, update in enumerate(reversed(event.updates), start=1)
    ]
    for _at, entry in sorted(entries, key=lambda item: item[0], reverse=True):
        feed.append(entry)
    return _written(feed)


def _message(event: Event, base_url: str) -> ElementTree.Element:
    """Return a CAP message as an entry: enough to decide whether to fetch it."""
    message = event.messages[0]
    entry = _entry(message.identifier, headline(event, event.source), message.sent, event.source)
    _link(entry, "alternate", f"{base_url}/cap/{message.identifier}.xml", "application/cap+xml")
    _add(entry, "published", moment(message.sent))
    _add(entry, "summary", "\n\n".join(paragraphs(event, event.source)) or headline(event, event.source))
    ElementTree.SubElement(entry, "category", {"term": status(event)})
    for name, value in (
        ("identifier", message.identifier),
        ("status", status(event)),
        ("msgType", message.kind),
        ("event", one_line(event.alert.event)),
        ("urgency", urgency(event)),
        ("severity", severity(event)),
        ("certainty", certainty(event)),
    ):
        _add(entry, f"cap:{name}", value)
    return entry


def _event(event: Event, language: str, base_url: str) -> ElementTree.Element:
    """Return an event as an entry, with a link to it in each of its languages."""
    tag = event.text(language)[0]
    entry = _entry(event.uid, headline(event, tag), event.changed_at, tag)
    _link(entry, "alternate", page_url(event, tag, base_url), "text/html", tag)
    for other in languages(event):
        if other != tag:
            _link(entry, "alternate", page_url(event, other, base_url), "text/html", other)
    _add(entry, "published", moment(event.started_at))
    _add(entry, "summary", "\n\n".join(paragraphs(event, tag)) or headline(event, tag))
    if event.drill:
        ElementTree.SubElement(entry, "category", {"term": "Exercise"})
    return entry


def _update(event: Event, update: Update, number: int, language: str, base_url: str) -> ElementTree.Element:
    """Return an update as an entry; `number` counts from the first and never changes."""
    tag = next((name for name in (language, event.source, *update.texts) if name in update.texts), event.source)
    entry = _entry(f"{event.uid}-update-{number}", headline(event, tag), update.at, tag)
    _link(entry, "alternate", page_url(event, event.text(tag)[0], base_url), "text/html", tag)
    _add(entry, "published", moment(update.at))
    drill = f"{words(tag).texts['drill_note']} " if event.drill else ""
    _add(entry, "summary", drill + update.texts.get(tag, ""))
    if event.drill:
        ElementTree.SubElement(entry, "category", {"term": "Exercise"})
    return entry


def _feed(path: str, title: str, changed: datetime.datetime, language: str, base_url: str) -> ElementTree.Element:
    municipality = settings.MUNICIPALITY.name_in(language)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xmlns:cap": CAP, "xml:lang": language})
    _add(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, base_url + path).urn)
    _add(feed, "title", f"{title} – {municipality}")
    _add(feed, "updated", moment(changed))
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", municipality)
    _link(feed, "self", base_url + path, "application/atom+xml")
    _link(feed, "alternate", f"{base_url}/", "text/html")
    return feed


def _entry(key: str, title: str, changed: datetime.datetime, language: str) -> ElementTree.Element:
    entry = ElementTree.Element("entry", {"xml:lang": language})
    _add(entry, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"crisis:{key}").urn)
    _add(entry, "title", title)
    _add(entry, "updated", moment(changed))
    return entry


def _link(parent: ElementTree.Element, kind: str, href: str, content_type: str, language: str = "") -> None:
    values = {"rel": kind, "type": content_type, "href": href}
    ElementTree.SubElement(parent, "link", values | ({"hreflang": language} if language else {}))


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    cleaned = encodable(text)
    if cleaned:
        ElementTree.SubElement(parent, tag).text = cleaned


def _written(feed: ElementTree.Element) -> bytes:
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"
