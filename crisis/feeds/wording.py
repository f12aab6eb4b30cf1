"""The words of feeds: those of the event, with EXERCISE before everything that is one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings

from crisis.content import NOTICE, Event
from crisis.rendering.words import base, words

# What XML 1.0 cannot hold at all, and lone surrogates, which no encoding can.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OVER = {
    "ar": "انتهى الحدث.",
    "en": "The event is over.",
    "fi": "Tilanne on ohi.",
    "nb": "Hendelsen er over.",
    "se": "Dáhpáhus lea nohkan.",
    "sv": "Händelsen är över.",
    "uk": "Подія завершилася.",
}


def encodable(text: str) -> str:
    """Return a text that every format can hold."""
    return _FORBIDDEN.sub("", text).strip()


def one_line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(encodable(text).split())


def languages(event: Event) -> list[str]:
    """Return the event's languages: the source first, then the site's, then the others."""
    order = [event.source, *settings.MUNICIPALITY.languages, *sorted(event.texts)]
    return [tag for tag in dict.fromkeys(order) if tag in event.texts]


def headline(event: Event, language: str) -> str:
    """Return the headline in a language, else in the source; a drill begins with the word."""
    tag, text = event.text(language)
    own = words(tag).texts
    said = one_line(text.headline) or own[f"level_{event.level}"]
    return f"{own['drill']}: {said}" if event.drill else said


def paragraphs(event: Event, language: str) -> list[str]:
    """Return what happened: that it is a drill, the newest update, then the text."""
    tag, text = event.text(language)
    note = words(tag).texts["drill_note"] if event.drill else ""
    return filled([note, newest_update(event, tag), text.happened, text.affected])


def newest_update(event: Event, language: str) -> str:
    """Return the newest entry of the log; in another language it says in which."""
    if not event.updates:
        return ""
    texts = event.updates[0].texts
    if language in texts:
        return texts[language]
    tag = event.source if event.source in texts else next(iter(texts), "")
    return f"({words(language).name_of(tag)}) {texts[tag]}" if tag else ""


def instructions(event: Event, language: str) -> list[str]:
    """Return what to do, what not to do and where to get help, each item a line."""
    tag, text = event.text(language)
    own = words(tag).texts
    lines: list[str] = []
    for label, items in ((own["do_now"], text.do_now), (own["do_not"], text.do_not), (own["help"], text.help)):
        if items:
            lines += [f"{label}:", *(f"- {one_line(item)}" for item in items)]
    for phone in event.telephones:
        label = phone.labels.get(tag) or phone.labels.get(event.source) or own["telephones"]
        lines.append(f"{one_line(label)}: {phone.number}")
    return filled(lines)


def over(language: str) -> str:
    """Say that an event has ended."""
    return OVER.get(language) or OVER.get(base(language)) or OVER["en"]


def page_url(event: Event, language: str, base_url: str) -> str:
    """Return the address where people read about it: its own page, for a notice the home page."""
    if event.level > NOTICE:
        return f"{base_url}/kris/{language}/"
    own, first = settings.MUNICIPALITY.languages, settings.MUNICIPALITY.languages[0]
    return f"{base_url}/{language}/" if language in own and language != first else f"{base_url}/"


def filled(texts: Iterable[str]) -> list[str]:
    """Return the texts that say anything, in the characters that every format can hold."""
    return [text for text in map(encodable, texts) if text]
