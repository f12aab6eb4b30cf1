"""Alphabetical order as each language has it."""

import unicodedata
from collections.abc import Iterable
from typing import Any, Protocol

ALPHABETS = {
    "sv": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    "nb": "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ",
    "nn": "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ",
    "fi": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
# Letters of the neighbours sort as the language's own counterpart.
COUNTERPARTS = {
    "sv": {"Æ": "Ä", "Ø": "Ö"},
    "fi": {"Æ": "Ä", "Ø": "Ö"},
    "nb": {"Ä": "Æ", "Ö": "Ø"},
    "nn": {"Ä": "Æ", "Ö": "Ø"},
}
OTHER = "#"


class Titled(Protocol):
    title: str


def alphabet(language: str) -> str:
    """Return the capital letters of a language in order; the English ones for a language we do not know."""
    return ALPHABETS.get(language, ALPHABETS["en"])


def letter_of(text: str, language: str) -> str:
    """Return the letter under which a text stands, `#` for a digit or a sign."""
    first = unicodedata.normalize("NFC", text).strip()[:1].upper()
    return _own_letter(first, language) or OTHER


def _own_letter(char: str, language: str) -> str:
    letters = alphabet(language)
    char = COUNTERPARTS.get(language, {}).get(char, char)
    if char in letters:
        return char
    base = unicodedata.normalize("NFD", char)[:1]
    return base if base and base in letters else ""


def sort_key(text: str, language: str) -> tuple[list[int], str]:
    """Return what to sort by: letters in the language's order, accents and case aside."""
    letters = alphabet(language)
    key = []
    for char in unicodedata.normalize("NFC", text).strip().upper():
        own = _own_letter(char, language)
        if own:
            key.append(100 + letters.index(own))
        elif char.isdigit():
            key.append(10 + int(char) if char.isdecimal() else 20)
        elif char.isspace():
            key.append(0)
    return key, text


def by_letter(items: Iterable[Titled], language: str) -> list[dict[str, Any]]:
    """Return every letter of the alphabet with its items in order; `#` first and only when it has any."""
    groups: dict[str, list[Titled]] = {letter: [] for letter in OTHER + alphabet(language)}
    for item in sorted(items, key=lambda item: sort_key(item.title, language)):
        groups[letter_of(item.title, language)].append(item)
    return [{"letter": letter, "services": group} for letter, group in groups.items() if group or letter != OTHER]
