"""The page's own words, by language: also of languages that the rest of the site does not have.

They stand in words/<tag>.toml and not in gettext's catalogues, so that one file makes a new language and no catalogue
need be compiled when it matters.
"""

from __future__ import annotations

import datetime
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).with_name("words")
FALLBACK = "en"  # whose words a language without its own gets
NEIGHBOURS = {"nn": "nb", "no": "nb"}  # who reads whose words with ease
# How languages call themselves; those with words of their own say it there.
NATIVE = {
    "am": "አማርኛ", "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "et": "Eesti", "fa": "فارسی",
    "fi": "Suomi", "fit": "Meänkieli", "fr": "Français", "kmr": "Kurmancî", "ckb": "کوردی", "lt": "Lietuvių",
    "lv": "Latviešu", "nb": "Norsk", "nn": "Nynorsk", "pl": "Polski", "prs": "دری", "ps": "پښتو", "ro": "Română",
    "ru": "Русский", "se": "Davvisámegiella", "sma": "Åarjelsaemien gïele", "smj": "Julevsámegiella",
    "so": "Soomaali", "sv": "Svenska", "th": "ไทย", "ti": "ትግርኛ", "tr": "Türkçe", "uk": "Українська", "ur": "اردو",
    "vi": "Tiếng Việt", "yi": "ייִדיש", "zh": "中文",
}  # fmt: skip
RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True)
class Words:
    """One language's words; `tag` is the language they are really in."""

    tag: str
    texts: dict[str, str]
    names: dict[str, str]
    pattern: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def name_of(self, tag: str) -> str:
        """Return what this language calls another."""
        return self.names.get(tag) or self.names.get(base(tag)) or native_name(tag)

    def moment(self, at: datetime.datetime, zone: str) -> str:
        """Return a moment as people say it, in the municipality's time, without the year."""
        local = at.astimezone(ZoneInfo(zone))
        return self.pattern.format(
            weekday=self.weekdays[local.weekday()],
            day=local.day,
            month=self.months[local.month - 1],
            hour=f"{local.hour:02}",
            minute=f"{local.minute:02}",
        )


def base(tag: str) -> str:
    """Return the language of a tag without script and country."""
    return tag.partition("-")[0].lower()


def native_name(tag: str) -> str:
    """Return what a language calls itself, the tag when nobody has told us."""
    return NATIVE.get(tag) or NATIVE.get(base(tag)) or tag


def direction(tag: str) -> str:
    """Return the direction a language is written in, as HTML says it."""
    script = tag.partition("-")[2][:4].title()
    return "rtl" if script in {"Arab", "Hebr"} or (base(tag) in RIGHT_TO_LEFT and script != "Latn") else "ltr"


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the languages that have words here."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@functools.cache
def words(tag: str) -> Words:
    """Return a language's words, English ones for a language that has none."""
    wanted = (tag, base(tag), NEIGHBOURS.get(base(tag), FALLBACK))
    known = next((name for name in wanted if name in languages()), FALLBACK)
    data: dict[str, Any] = tomllib.loads((FOLDER / f"{known}.toml").read_text(encoding="utf-8"))
    names, time = data.pop("names"), data.pop("time")
    return Words(known, data, names, time["pattern"], tuple(time["months"]), tuple(time["weekdays"]))
