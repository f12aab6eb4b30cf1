"""Watches gettext while something is rendered, and reads what a page says in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils.translation.trans_real import DjangoTranslation

# Words that stand in almost every English sentence of an interface, and in no Swedish or Norwegian one.
ENGLISH = re.compile(
    r"\b(the|this|these|your|you|with|and|are|is not|not|have|has|been|please|choose|page(?![.])|pages(?![.])|"
    r"add|edit|delete|save|search|settings|view|show|hide|upload|from|yes|new|untitled)\b",
    re.IGNORECASE,
)
SPOKEN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description")


@contextmanager
def untranslated_lookups(language: str) -> Iterator[set[str]]:
    """Collect the messages that are looked up in this language without being in any of its catalogues."""
    missing: set[str] = set()

    def known(catalogue: Any, message: str) -> bool:
        return any(key in catalogue for key in (message, (message, 0), (message, 1)))

    def watched(original: Any) -> Any:
        def look_up(self: DjangoTranslation, message: str, *rest: Any) -> str:
            if self.to_language() == language and message.strip() and not known(self._catalog, message):
                missing.add(message.replace("\x04", " | "))
            return original(self, message, *rest)

        return look_up

    with pytest.MonkeyPatch.context() as patch:
        for name in ("gettext", "ngettext"):
            patch.setattr(DjangoTranslation, name, watched(getattr(DjangoTranslation, name)))
        yield missing


class Words(HTMLParser):
    """Collects what a page shows and what a screen reader says of it; text marked as another language is left out."""

    SILENT = ("script", "style", "code", "kbd", "pre")
    EMPTY = (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "use",
        "path",
    )

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = (given.get("lang") or self.language).split("-")[0] != self.language
        quiet = foreign or tag in self.SILENT or (self.open[-1][1] if self.open else False)
        if not quiet:
            self.texts += [given[name] or "" for name in SPOKEN_ATTRIBUTES if given.get(name)]
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.texts.append(given.get("value") or "")
        if tag not in self.EMPTY:
            self.open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _quiet in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1][1]):
            self.texts.append(" ".join(data.split()))


def english_texts(html: str, language: str) -> set[str]:
    """Return the texts of a page that look English."""
    words = Words(language)
    words.feed(html)
    return {text for text in words.texts if ENGLISH.search(text)}
