"""What the crisis page shows of an event in one language: the template's context."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crisis.content import Event, Update
from crisis.country import channels_of, telephones_of
from crisis.rendering.addresses import (
    PUBLISHED,
    archive_path,
    canonical_path,
    ordinary_path,
    page_languages,
    site_language,
)
from crisis.rendering.pieces import Links, Piece, chosen, mark
from crisis.rendering.words import Words, direction, native_name, words

MANY = 30  # updates on a page at most


def page_context(
    event: Event, tag: str, *, others: Sequence[Event], most: int, base_url: str, is_timed: bool = True
) -> dict[str, Any]:
    """Return everything the template needs; `most` says how many updates."""
    return {**Page(event, tag, base_url).context(others, most), "is_timed": is_timed}


class Page:
    """An event in one language: the page's own words in `words`, what is said in whichever language there is."""

    def __init__(self, event: Event, tag: str, base_url: str) -> None:
        self.event = event
        self.tag = tag
        self.base_url = base_url
        self.words = words(tag)
        self.telephones = telephones_of(event)
        self.channels = channels_of(event)
        self.links = Links.to(self.telephones, self.channels)
        # The page is in its text's language, where that is the one asked for, else in that of its own words.
        self.lang, self.text = event.text(tag)
        self.around = tag if self.lang == tag else self.words.tag

    def context(self, others: Sequence[Event], most: int) -> dict[str, Any]:
        """Return what the template shows."""
        event = self.event
        site = site_language(self.tag)
        return {
            "words": self.words.texts,
            "words_mark": mark(self.words.tag, self.around),
            "lang": self.around,
            "dir": direction(self.around),
            "event": event,
            "level_word": self.words.texts[f"level_{event.level}"],
            "own": settings.MUNICIPALITY,
            "municipality": settings.MUNICIPALITY.name_in(site),
            "name_mark": mark(site, self.around),
            "canonical": f"{self.base_url}{canonical_path(event, self.tag)}",
            "feed": PUBLISHED,
            "ordinary": ordinary_path(self.tag),
            "languages": self._languages(),
            "note": self._note(),
            "updated": self._moment(event.changed_at),
            "next_update": self._moment(event.next_update_by) if event.next_update_by else "",
            "also": [self._other(other) for other in others],
            "announcement": self._announcement(),
            **self._said(),
            **self._updates(most),
            **self._ways_on(),
        }

    def _said(self) -> dict[str, Any]:
        """Return the text's parts as pieces."""
        text = self.text
        lists = {name: [self._piece(item) for item in getattr(text, name)] for name in LISTS}
        lists["do_not"] = [Piece(item, self.lang, self.around) for item in text.do_not]  # no numbers to ring by mistake
        singles = {name: self._piece(getattr(text, name)) for name in ("headline", "happened", "affected")}
        questions = [(self._piece(item.question), self._piece(item.answer)) for item in text.questions]
        return {**lists, **singles, "questions": questions, "text_mark": mark(self.lang, self.around)}

    def _updates(self, most: int) -> dict[str, Any]:
        """Return the newest update, the earlier ones, and where all are when some are left out."""
        updates = self.event.updates
        entries = [self._update(update) for update in updates[:most]]
        left_out = len(updates) > most and not self.event.is_private
        return {
            "latest": entries[0] if entries else None,
            "updates": entries[1:],
            "all_updates": archive_path(self.event, self.tag) if left_out else "",
        }

    def _ways_on(self) -> dict[str, Any]:
        """Return numbers, channels and the map, each with its label in the best language there is."""
        event = self.event
        return {
            "telephones": [(entry, self._label(entry.labels)) for entry in self.telephones],
            "channels": [(entry, self._label(entry.labels)) for entry in self.channels],
            "map_text": self._label(event.map_texts) if event.map_texts else None,
        }

    def _piece(self, text: str) -> Piece:
        return Piece(text, self.lang, self.around, self.links)

    def _label(self, texts: Any) -> Piece:
        return chosen(texts, self._wanted(), self.around)

    def _wanted(self) -> tuple[str, ...]:
        return (self.tag, self.words.tag, self.event.source, "en")

    def _update(self, update: Update) -> dict[str, Any]:
        piece = chosen(update.texts, (self.tag, self.event.source), self.around, self.links)
        foreign = "" if piece.lang == self.lang or not piece else self.words.name_of(piece.lang)
        return {"at": self._moment(update.at), "text": piece, "foreign": foreign}

    def _moment(self, at: datetime.datetime) -> SafeString:
        return time_tag(at, self.words)

    def _languages(self) -> list[dict[str, str]]:
        """Return the other languages' pages, each by its own name."""
        tags = [tag for tag in page_languages([self.event]) if tag != self.tag]
        return [
            {
                "tag": tag,
                "name": native_name(tag),
                "path": canonical_path(self.event, tag),
                "mark": mark(tag, self.around),
            }
            for tag in tags
        ]

    def _note(self) -> dict[str, Any] | None:
        """Return what to say when the language's text is missing or older than the source's."""
        event = self.event
        if self.tag not in event.texts:
            return {"text": self.words.texts["missing"].format(language=self.words.name_of(self.lang))}
        source = event.texts[event.source]
        if not event.is_older(self.tag) or source.at is None:
            return None
        name = self.words.name_of(event.source)
        own, time = self._moment(self.text.at or event.started_at), self._moment(source.at)
        return {
            "text": format_html(self.words.texts["older"], language=name, own=own, time=time),
            "path": canonical_path(event, event.source),
            "link": self.words.texts["read_source"].format(language=name),
            "tag": event.source,
        }

    def _other(self, other: Event) -> dict[str, Any]:
        """Return what is said of another event that is on at the same time."""
        lang, text = other.text(self.tag)
        return {
            "drill": other.drill,
            "headline": Piece(text.headline, lang, self.around),
            "happened": Piece(text.happened, lang, self.around, self.links),
            "do_now": [Piece(item, lang, self.around, self.links) for item in text.do_now],
        }

    def _announcement(self) -> SafeString | str:
        """Return the event for search engines; a drill never looks like the real thing there."""
        if self.event.drill:
            return ""
        from core.structured_data import microdata
        from crisis.feeds.special_announcement import special_announcement

        return microdata(special_announcement(self.event, self.lang, base_url=self.base_url))


LISTS = ("do_now", "do_not", "help", "confirmed", "not_true")


def time_tag(at: datetime.datetime, said: Words) -> SafeString:
    """Return a moment in words, and for machines to the second."""
    moment = at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return format_html('<time datetime="{}">{}</time>', moment, said.moment(at, settings.MUNICIPALITY.timezone))
