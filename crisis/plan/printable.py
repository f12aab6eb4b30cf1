"""Texts as they can be printed: what no font has is named by its number, so that no page fails because of an emoji."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from crisis.plan.fonts import characters

INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = {"\u200c", "\u200d"}  # Persian and Kurdish spell with them
MOST_NAMED = 12


def printable(text: str) -> tuple[str, list[str]]:
    """Return a text with only what fonts have, and the characters that it had to name instead, each once."""
    shown: list[str] = []
    missing: dict[str, None] = {}
    known = characters()
    for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        if letter == "\n" or letter in JOINERS:
            shown.append(letter)
        elif letter.isspace():
            shown.append("\u00a0" if letter == "\u00a0" else " ")
        elif unicodedata.category(letter) in INVISIBLE:
            continue
        elif ord(letter) in known:
            shown.append(letter)
        else:
            missing[letter] = None
            shown.append(f"[{code_point(letter)}]")
    return "".join(shown), list(missing)


def code_point(letter: str) -> str:
    """Return the number of a character as Unicode writes it."""
    return f"U+{ord(letter):04X}"


class Printer:
    """Makes everything in a document printable, and remembers what was missing."""

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}

    def clean(self, value: Any) -> Any:
        """Return lists and dictionaries of texts with only what can be printed."""
        if isinstance(value, str):
            text, missing = printable(value)
            self.missing.update(dict.fromkeys(missing))
            return text
        if isinstance(value, list | tuple):
            return [self.clean(item) for item in value]
        if isinstance(value, dict):
            return {key: self.clean(item) for key, item in value.items()}
        return value

    def problems(self) -> list[str]:
        """Say what could not be printed."""
        if not self.missing:
            return []
        named = [f"{unicodedata.name(letter, '').lower()} ({code_point(letter)})".strip() for letter in self.missing]
        words = ", ".join(named[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")
        return [
            _("The fonts for print lack these characters, which stand as numbers: %(characters)s.")
            % {"characters": words}
        ]
