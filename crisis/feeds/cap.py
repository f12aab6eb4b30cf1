"""An event as a CAP 1.2 message (OASIS Common Alerting Protocol), valid against its XSD."""

from __future__ import annotations

import datetime
import mimetypes
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from django.conf import settings

from crisis.content import NOTICE, Event, Message
from crisis.feeds.messages import CANCEL, CANCEL_IS_SHOWN
from crisis.feeds.wording import (
    encodable,
    headline,
    instructions,
    languages,
    newest_update,
    one_line,
    over,
    page_url,
    paragraphs,
)
from crisis.rendering.words import words

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CONTENT_TYPE = "application/cap+xml; charset=utf-8"
CATEGORIES = ("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE")
RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCIES = ("Immediate", "Expected", "Future", "Past")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely")


def alert_xml(event: Event, *, base_url: str) -> bytes:
    """Return the event's newest message; ValueError when it has none, or may not have."""
    if event.is_private or not event.messages:
        raise ValueError("the event has no message to show")
    message, earlier = event.messages[0], event.messages[1:]
    alert = ElementTree.Element("alert", {"xmlns": NAMESPACE})
    add(alert, "identifier", message.identifier)
    add(alert, "sender", sender())
    add(alert, "sent", moment(message.sent))
    add(alert, "status", status(event))
    add(alert, "msgType", message.kind)
    add(alert, "scope", "Public")
    add(alert, "note", note(event, message))
    add(alert, "references", " ".join(reference(item) for item in reversed(earlier)))
    add(alert, "incidents", event.uid)
    for language in languages(event):
        alert.append(_info(event, message, language, base_url))
    ElementTree.indent(alert)
    return bytes(ElementTree.tostring(alert, encoding="utf-8", xml_declaration=True)) + b"\n"


def _info(event: Event, message: Message, language: str, base_url: str) -> ElementTree.Element:
    """Return what is said in one language, in the order that the schema wants."""
    is_over, told = message.kind == CANCEL, event.alert
    info = ElementTree.Element("info")
    add(info, "language", language)
    add(info, "category", among(told.category, CATEGORIES, "Other"))
    add(info, "event", one_line(told.event) or headline(event, language))
    add(info, "responseType", "AllClear" if is_over else among(told.response, RESPONSES, "Monitor"))
    add(info, "urgency", "Past" if is_over else urgency(event))
    add(info, "severity", severity(event))
    add(info, "certainty", certainty(event))
    add(info, "effective", moment(message.sent))
    add(info, "onset", moment(event.started_at))
    if is_over:  # nothing else says when it ends: an alert that ran out by itself would look as if it were over
        add(info, "expires", moment(message.sent + CANCEL_IS_SHOWN))
    add(info, "senderName", settings.MUNICIPALITY.name_in(language))
    add(info, "headline", headline(event, language))
    add(info, "description", description(event, language, is_over))
    add(info, "instruction", "" if is_over else "\n".join(instructions(event, language)))
    add(info, "web", archive_url(event, base_url) if is_over else page_url(event, language, base_url))
    add(info, "contact", settings.MUNICIPALITY.telephone_international)
    _add_pair(info, "parameter", "level", str(event.level))
    if event.next_update_by and not is_over:
        _add_pair(info, "parameter", "nextUpdateBy", moment(event.next_update_by))
    _add_map(info, event, language, base_url)
    _add_area(info, event, language)
    return info


def description(event: Event, language: str, is_over: bool) -> str:
    """Return what happened, or that it is over and the last that was said."""
    if not is_over:
        return "\n\n".join(paragraphs(event, language))
    drill_note = words(language).texts["drill_note"] if event.drill else ""
    return "\n\n".join(filter(None, [drill_note, over(language), encodable(newest_update(event, language))]))


def _add_map(info: ElementTree.Element, event: Event, language: str, base_url: str) -> None:
    """Add the picture of the area."""
    if not event.map_url:
        return
    resource = ElementTree.SubElement(info, "resource")
    add(resource, "resourceDesc", one_line(event.map_texts.get(language, "")) or words(language).texts["map"])
    add(resource, "mimeType", mimetypes.guess_type(event.map_url)[0] or "application/octet-stream")
    add(resource, "uri", base_url + event.map_url if event.map_url.startswith("/") else event.map_url)


def _add_area(info: ElementTree.Element, event: Event, language: str) -> None:
    """Add who is affected: the schema wants an area to be named, so it is the municipality when nobody said."""
    area = ElementTree.SubElement(info, "area")
    add(area, "areaDesc", one_line(event.text(language)[1].affected) or settings.MUNICIPALITY.name_in(language))
    add(area, "polygon", one_line(event.alert.polygon))
    for name, value in event.alert.geocodes:
        _add_pair(area, "geocode", name, value)


def _add_pair(parent: ElementTree.Element, tag: str, name: str, value: str) -> None:
    if not (encodable(name) and encodable(value)):
        return
    pair = ElementTree.SubElement(parent, tag)
    add(pair, "valueName", name)
    add(pair, "value", value)


def add(parent: ElementTree.Element, tag: str, text: str) -> None:
    """Add an element with a text; none when there is nothing to say."""
    cleaned = encodable(text)
    if cleaned:
        ElementTree.SubElement(parent, tag).text = cleaned


def among(value: str, known: tuple[str, ...], otherwise: str) -> str:
    """Return a value that CAP knows."""
    return value if value in known else otherwise


def severity(event: Event) -> str:
    """Return how grave it is; what we only show as a notice is never called more than minor."""
    return "Minor" if event.level == NOTICE else among(event.alert.severity, SEVERITIES, "Unknown")


def urgency(event: Event) -> str:
    """Return how soon people must act."""
    return among(event.alert.urgency, URGENCIES, "Unknown")


def certainty(event: Event) -> str:
    """Return how sure it is."""
    return among(event.alert.certainty, CERTAINTIES, "Unknown")


def status(event: Event) -> str:
    """Tell whether it has happened or is practised."""
    return "Exercise" if event.drill else "Actual"


def note(event: Event, message: Message) -> str:
    """Return what an exercise or a Cancel must be explained by, in the source language."""
    parts = [words(event.source).texts["drill_note"] if event.drill else ""]
    parts += [over(event.source) if message.kind == CANCEL else ""]
    return " ".join(filter(None, parts))


def reference(message: Message) -> str:
    """Return how a later message names an earlier one."""
    return f"{sender()},{message.identifier},{moment(message.sent)}"


def sender() -> str:
    """Return who sends: an address of ours, because it must belong to nobody else in the world."""
    return settings.MUNICIPALITY.email


def archive_url(event: Event, base_url: str) -> str:
    """Return where an ended event can be read about for good."""
    return f"{base_url}/kris/arkiv/{event.uid}/"


def moment(at: datetime.datetime) -> str:
    """Return a moment as CAP wants it: whole seconds, the municipality's offset, -00:00 for UTC, never Z."""
    text = at.astimezone(ZoneInfo(settings.MUNICIPALITY.timezone)).isoformat(timespec="seconds")
    return f"{text[:-6]}-00:00" if text.endswith("+00:00") else text
