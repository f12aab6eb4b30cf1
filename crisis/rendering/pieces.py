"""Pieces of text as HTML: escaped, in paragraphs, marked with their language, with numbers that can be rung."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from crisis.content import Channel, Telephone
from crisis.country import numbers_named
from crisis.rendering.words import direction

PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Links:
    """What becomes a link where a text names it: telephone numbers and the channels' hosts."""

    targets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, telephones: Iterable[Telephone], channels: Iterable[Channel]) -> Links:
        """Return the links to these numbers and channels, by the words that lead to them."""
        hosts = {channel.url.partition("//")[2].partition("/")[0].removeprefix("www."): channel for channel in channels}
        named = {number: f"tel:{tel}" for number, tel in numbers_named(settings.MUNICIPALITY.country).items()}
        own = {telephone.number: f"tel:{telephone.tel}" for telephone in telephones}
        return cls({**named, **own, **{host: channel.url for host, channel in hosts.items() if host}})

    def html(self, text: str, *, isolated: bool = False) -> SafeString:
        """Return a text as HTML with its links, isolated from text that runs the other way."""
        words = escape(text)
        if not self.targets:
            return words
        turned = mark_safe(' dir="ltr"') if isolated else ""

        def link(found: re.Match[str]) -> str:
            return format_html('<a href="{}"{}>{}</a>', self.targets[found[1]], turned, found[1])

        names = "|".join(re.escape(name) for name in sorted(self.targets, key=len, reverse=True))
        return mark_safe(re.sub(rf"(?<![\w@./+-])({names})(?![\w-]|\.\w)", link, words))


@dataclass(frozen=True)
class Piece:
    """A text, the language it is in, and the language of the page it stands on."""

    text: str
    lang: str
    around: str
    links: Links = field(default_factory=Links)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def mark(self) -> SafeString:
        """Return the attributes that mark a foreign language, nothing for the page's own."""
        return mark(self.lang, self.around)

    @property
    def inline(self) -> SafeString:
        """Return the text on one line."""
        return self._html(" ".join(self.text.split()))

    @property
    def paragraphs(self) -> SafeString:
        """Return the text as paragraphs; a single new line stays one."""
        parts = [self._html(part.strip()) for part in PARAGRAPHS.split(self.text.replace("\r\n", "\n"))]
        written = (f"<p{self.mark}>{'<br>'.join(part.splitlines())}</p>" for part in parts if part)
        return mark_safe("".join(written))

    def _html(self, text: str) -> SafeString:
        return self.links.html(text, isolated=direction(self.lang) == "rtl")


def mark(lang: str, around: str) -> SafeString:
    """Return ` lang="…"` where it differs from the text around, with the direction where that differs too."""
    if lang == around:
        return SafeString("")
    if direction(lang) == direction(around):
        return format_html(' lang="{}"', lang)
    return format_html(' lang="{}" dir="{}"', lang, direction(lang))


def chosen(texts: Mapping[str, str], wanted: Iterable[str], around: str, links: Links | None = None) -> Piece:
    """Return the text in the first language wanted that there is, else in any."""
    lang = next((tag for tag in wanted if texts.get(tag)), next(iter(texts), around))
    return Piece(texts.get(lang, ""), lang, around, links or Links())
