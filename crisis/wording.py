"""What may stand in a text that goes straight to everybody: plain words, nothing hidden, not too much."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from crisis.content import Question, Text
from crisis.errors import Refused

LONGEST = 2000
LONGEST_HEADLINE = 200
LONGEST_BLANK = 200
MOST_ITEMS = 30

TAG = re.compile(r"<\s*[/!?]?\s*[a-zA-Z][^<>]*>|<!--|<[a-zA-Z/!?][^<>]*$")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Marks that turn the direction of other people's text; Arabic needs none of them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\ufeff\u2060\u00ad]")


def clean(text: str, *, longest: int = LONGEST, is_one_line: bool = False) -> str:
    """Return a text as it may be shown; what cannot be shown as it stands is Refused. Empty stays empty."""
    if len(text) > 50 * LONGEST:
        raise Refused(_("The text is far too long: at most %(count)d characters.") % {"count": longest})
    text = INVISIBLE.sub("", LINE_ENDS.sub("\n", text)).replace("\t", " ")
    if TURNING.search(text):
        raise Refused(_("The text holds hidden marks that turn the direction of writing. Type it again without them."))
    if any(not _is_visible(letter) for letter in text):
        raise Refused(_("The text holds characters that cannot be shown. Type it again without them."))
    if TAG.search(text):
        raise Refused(_("The text holds HTML tags. Write plain text, without < and > around words."))
    text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split()) if is_one_line else re.sub(r"\n{3,}", "\n\n", text.strip())
    if len(text) > longest:
        words = _("The text has %(length)d characters, at most %(count)d are possible.")
        raise Refused(words % {"length": len(text), "count": longest})
    return text


def _is_visible(letter: str) -> bool:
    """Tell whether a letter is neither a control character, half of one, nor none at all."""
    if letter == "\n":
        return True
    return unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFE != 0xFFFE


def clean_blanks(values: Mapping[str, str]) -> dict[str, str]:
    """Return what people filled in, each a short line; empty ones are left out, so that their defaults stand."""
    cleaned = {name: clean(value, longest=LONGEST_BLANK, is_one_line=True) for name, value in values.items()}
    return {name: value for name, value in cleaned.items() if value}


def clean_text(text: Text) -> Text:
    """Return a language's whole text, every part checked; a headline is needed."""
    values = {field.name: _part(field.name, getattr(text, field.name)) for field in dataclasses.fields(Text)}
    if not values["headline"]:
        raise Refused(_("A headline is needed."))
    return Text(**values)


def _part(name: str, value: Any) -> Any:
    if isinstance(value, str):
        is_short = name in ("headline", "strip")
        return clean(value, longest=LONGEST_HEADLINE if is_short else LONGEST, is_one_line=is_short)
    if isinstance(value, Question):
        return Question(clean(value.question, is_one_line=True), clean(value.answer))
    if isinstance(value, tuple):
        if len(value) > MOST_ITEMS:
            raise Refused(_("A list can have at most %(count)d lines.") % {"count": MOST_ITEMS})
        items = [_part("item", item) for item in value]
        return tuple(item for item in items if item)
    return value
