"""From what a file says of a service to the fields of its page in one language."""

import json
import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.blocks import CHANNELS, CURRENCIES
from services.cpsv.contacts import label_of
from services.cpsv.literals import any_text, pick
from services.cpsv.records import ServiceRecord, Titled
from services.cpsv.report import Report
from services.facts import duration, money

NAMESPACE = uuid.UUID("0f8f4f0c-55e1-4b0e-8d0e-9c2a2f6a3b11")
AUDIENCES = ("residents", "businesses", "associations", "press")
INTRODUCTION = 300
LIMITS = {"title": 255, "fees_note": 250, "processing_note": 200, "subject_words": 250, "provider_name": 160}
CONDITION, LAW, ITEM, LABEL = 140, 160, 200, 80
ACCEPTED = {code for code, _name in CURRENCIES if code}


def page_fields(record: ServiceRecord, language: str, report: Report) -> dict[str, Any]:
    """Return every field that an import writes, but for the related services, which are pages themselves."""
    return _Fields(record, language, report).all()


@dataclass
class _Fields:
    """The fields of one page; words of our own are in the page's language, messages in the operator's."""

    record: ServiceRecord
    language: str
    report: Report

    def all(self) -> dict[str, Any]:
        introduction, rest = split_text(pick(self.record.description, self.language))
        evidence, long_evidence = self._evidence()
        fees, unpriced = self._fees()
        notes = [pick(note, self.language) for note in self.record.fee_notes]
        texts = {
            "title": self.record.title[self.language],
            "fees_note": "; ".join(filter(None, [*unpriced, *notes])),
            "processing_note": self._channel_times(),
            "subject_words": self._subject_words(),
            "provider_name": any_text(self.record.provider.name, self.language) if self.record.provider else "",
        }
        return {
            **{name: self._short(text, LIMITS[name]) for name, text in texts.items()},
            **{f"for_{name}": name in self.record.audiences for name in AUDIENCES},
            **self._processing(),
            "introduction": introduction,
            "conditions": self._paragraphs([*self.record.requirements, *long_evidence]),
            "what_you_get": "".join(_paragraph(part) for part in rest) + self._paragraphs(self.record.outputs),
            "rights_and_duties": self._paragraphs(self.record.rules),
            "before_you_start": self._stream("item", evidence),
            "is_free": self.record.is_free and not fees,
            "fees": self._stream("fee", fees),
            "channels": self._stream("channel", self._channels()),
            "laws": self._stream("law", self._laws()),
            "provider_level": self.record.provider.level if self.record.provider else "",
            "provider_url": self.record.provider.url if self.record.provider else "",
        }

    def _short(self, text: str, limit: int) -> str:
        """Return a text cut to what its field holds, and say so."""
        if len(text) <= limit:
            return text
        self.report.warn(
            str(self.record.source_id), text, _("longer than %(limit)d characters; shortened") % {"limit": limit}
        )
        return text[: limit - 1].rstrip() + "…"

    def _processing(self) -> dict[str, Any]:
        times = [time for _kind, time in self.record.channel_times]
        longest = self.record.processing or (max(times, key=_days) if times else None)
        number, unit = longest or (None, "weeks")
        return {"processing_min": None, "processing_max": number, "processing_unit": unit}

    def _channel_times(self) -> str:
        """Return the times of the channels in words when they are not all the service's own."""
        times = self.record.channel_times
        if {time for _kind, time in times} <= {self.record.processing} or len(times) < 2:
            return ""
        names = dict(CHANNELS)
        with override(self.language):
            lines = [f"{names[kind]}: {duration(*time)}" for kind, time in times if kind]
        return "; ".join(dict.fromkeys(lines))

    def _subject_words(self) -> str:
        """Return the keywords, each once, as many as the field holds."""
        words = self.record.keywords.get(self.language) or self.record.keywords.get("", [])
        unique = list({word.casefold(): word for word in reversed(words)}.values())[::-1]
        while len(", ".join(unique)) > LIMITS["subject_words"]:
            self.report.skip(f"{self.record.source_id}: dcat:keyword {unique.pop()!r}")
        return ", ".join(unique)

    def _fees(self) -> tuple[list[dict[str, str]], list[str]]:
        """Return the fees as blocks, and in words those in a currency that a fee cannot have."""
        blocks, words = [], []
        for fee in self.record.fees:
            condition = pick(fee.condition, self.language)
            if fee.currency in ACCEPTED:
                condition = self._short(condition, CONDITION)
                blocks.append({"amount": str(fee.amount), "currency": fee.currency, "per": "", "condition": condition})
            else:
                reason = _("no such currency here; the fee is in its note")
                self.report.warn(self.record.source_id, fee.currency, reason)
                with override(self.language):
                    words.append(f"{money(fee.amount, fee.currency)} {condition}".strip())
        return blocks, words

    def _channels(self) -> list[dict[str, Any]]:
        with override(self.language):
            names = {kind: str(name) for kind, name in CHANNELS}
        return [
            {
                "kind": way.kind,
                "label": label_of(way, self.language) or names[way.kind],
                "value": any_text(way.value, self.language)[:250],
                "needs_eid": False,
            }
            for way in self.record.ways
        ]

    def _laws(self) -> list[dict[str, str]]:
        return [
            {"title": self._short(any_text(law.title, self.language), LAW), "url": law.url} for law in self.record.laws
        ]

    def _evidence(self) -> tuple[list[str], list[Titled]]:
        """Return what is needed beforehand as items; an explanation too long for one goes with the conditions."""
        items, long = [], []
        for entry in self.record.evidence:
            title, text = self._both(entry)
            line = f"{title}: {text}" if title and text else title or text
            if len(line) > ITEM:
                long.append(entry)
                line = self._short(title, ITEM) if title else ""
            if line:
                items.append(line)
        return items, long

    def _both(self, entry: Titled) -> tuple[str, str]:
        """Return title and explanation in the language; a title that only repeats the service's is left out."""
        title, text = pick(entry.title, self.language), pick(entry.description, self.language)
        return ("" if title == self.record.title[self.language] and text else title), text

    def _paragraphs(self, entries: list[Titled]) -> str:
        """Return rich text: a paragraph each, its title in bold."""
        found = [self._both(entry) for entry in entries]
        return "".join(_titled_paragraph(title, text) for title, text in dict.fromkeys(found) if title or text)

    def _stream(self, block_type: str, values: list[Any]) -> str:
        return stored(self.record, block_type, values)


def stored(record: ServiceRecord, block_type: str, values: list[Any]) -> str:
    """Return the stored form of a StreamField, with the same block ids at every import."""
    rows = [
        {
            "type": block_type,
            "value": value,
            "id": str(uuid.uuid5(NAMESPACE, f"{record.source_id}/{block_type}/{number}")),
        }
        for number, value in enumerate(values)
    ]
    return json.dumps(rows)


def split_text(text: str) -> tuple[str, list[str]]:
    """Return an introduction that ends with a sentence, and the rest by paragraphs."""
    first, *others = text.split("\n\n")
    if len(first) <= INTRODUCTION:
        return first, others
    sentences = re.split(r"(?<=[.!?])\s+", first)
    introduction = ""
    while sentences and len(f"{introduction} {sentences[0]}") <= INTRODUCTION:
        introduction = f"{introduction} {sentences.pop(0)}".strip()
    if not introduction:
        return first[: INTRODUCTION - 1].rstrip() + "…", [first, *others]
    return introduction, [" ".join(sentences), *others]


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _titled_paragraph(title: str, text: str) -> str:
    first, *others = text.split("\n\n")
    head = f"<b>{escape(title)}</b>" if title else ""
    return f"<p>{' '.join(filter(None, [head, escape(first)]))}</p>" + "".join(_paragraph(part) for part in others)


def _days(time: tuple[int, str]) -> int:
    number, unit = time
    return number * {"days": 1, "working_days": 1, "weeks": 7, "months": 30}[unit]
