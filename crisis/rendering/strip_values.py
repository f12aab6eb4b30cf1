"""What ordinary pages show while something is on: the strip on each, and the block on top of the home page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from crisis.content import NOTICE, SERIOUS, Event, State
from crisis.rendering.addresses import canonical_path
from crisis.rendering.pieces import chosen
from crisis.rendering.words import Words, direction, words

ALSO = "#also"  # where the page tells of what is on beside the gravest


def strips_of(state: State) -> dict[str, list[Mapping[str, object]]]:
    """Return the strips in each of the site's languages, the gravest first; private drills have none."""
    return {tag: [_strip(event, tag, state) for event in state.public] for tag in settings.MUNICIPALITY.languages}


def _strip(event: Event, tag: str, state: State) -> dict[str, Any]:
    """Return one strip: words of the page's language, the text in the best language there is."""
    said = words(tag)
    lang, text = event.text(tag)
    sentence = text.strip or text.headline
    is_notice = event.level == NOTICE
    return {
        "uid": event.uid,
        "level": event.level,
        "drill": event.drill,
        "drill_word": said.texts["drill"] if event.drill else "",
        "label": said.texts["important"],
        "kind": said.texts[f"level_{event.level}"],
        "text": sentence,
        "lang": lang,
        "dir": direction(lang),
        "url": canonical_path(event, tag) + ("" if event is state.public[0] else ALSO),
        "more": said.texts["more"],
        "hide": said.texts["hide"] if is_notice else "",
        "key": _key(event, sentence) if is_notice else "",
        "pages": list(event.pages) if is_notice else [],
        "block": _block(event, tag, said, is_timed=bool(state.number))
        if event.level == SERIOUS and event is state.public[0]
        else None,
    }


def _key(event: Event, sentence: str) -> str:
    """Return what a hidden notice is remembered by: another text is shown again."""
    return hashlib.sha256(f"{event.uid} {sentence}".encode()).hexdigest()[:16]


def _block(event: Event, tag: str, said: Words, *, is_timed: bool) -> dict[str, Any]:
    """Return what stands on top of the home page: the newest, and what to do."""
    lang, text = event.text(tag)
    zone = settings.MUNICIPALITY.timezone
    newest = chosen(event.updates[0].texts, (tag, event.source), tag) if event.updates else None
    return {
        "headline": text.headline,
        "lang": lang,
        "dir": direction(lang),
        "happened": text.happened.partition("\n\n")[0],
        "newest": newest.text if newest else "",
        "newest_lang": newest.lang if newest else "",
        "do_now": list(text.do_now),
        "do_word": said.texts["do_now"],
        "updated_word": said.texts["updated"],
        "updated": said.moment(event.changed_at, zone) if is_timed else "",
        "next_word": said.texts["next_update"] if event.next_update_by else "",
        "next": said.moment(event.next_update_by, zone) if event.next_update_by else "",
    }
