"""Texts, amounts and lengths of time out of RDF literals; odd ones are read, with a warning, when they are plain."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.namespace import DCTERMS, XSD
from rdflib.term import Literal, Node, URIRef

from services.cpsv.report import Report, name_of
from services.cpsv.vocabulary import CODES_OF_LANGUAGES, language_of_tag

# Text by language code; "" holds what is the same in every language.
Texts = dict[str, str]
Duration = tuple[int, str]  # number, unit as in ServicePage.TimeUnit

MAX_AMOUNT = Decimal(10) ** 8
MAX_TIME = 1_000
_AMOUNT = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,2})?$")
_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?$"
)
_LETTER_FIRST = re.compile(r"P([YMWD])(\d+)$")


def pick(texts: Texts, language: str) -> str:
    """Return the text in a language, else the one that is the same in all, else nothing."""
    return texts.get(language) or texts.get("", "")


def any_text(texts: Texts, language: str) -> str:
    """Return the text in a language, else in whatever language there is one: for names, which need no translation."""
    return pick(texts, language) or next(iter(texts.values()), "")


def clean_text(text: str) -> str:
    """Return a text that every database takes, blanks joined; empty lines still part paragraphs."""
    kept = "".join(char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") else " " for char in text)
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", kept))
    return "\n\n".join(part for part in paragraphs if part)


@dataclass
class Reading:
    """A graph being read, and where to tell what is odd in it."""

    graph: Graph
    report: Report

    def warn(self, node: Node, value: object, reason: str) -> None:
        """Tell of an odd value at a node."""
        self.report.warn(name_of(self.graph, node), value, reason)

    def objects(self, node: Node, *predicates: URIRef) -> list[Node]:
        """Return the values of several properties in the file's order, each once."""
        return list(dict.fromkeys(value for predicate in predicates for value in self.graph.objects(node, predicate)))

    def texts(self, node: Node, *predicates: URIRef, otherwise: str = "") -> Texts:
        """Return the texts of a node by language, the first of several in one; `otherwise`: what has no language."""
        found: Texts = {}
        untagged: list[Literal] = []
        for value in self.objects(node, *predicates):
            if not isinstance(value, Literal):
                self.warn(node, value, _("a text was expected here; left out"))
            elif not value.language:
                untagged.append(value)
            elif clean_text(value):
                self._keep(found, node, language_of_tag(value.language), value)
        for language, value in self._placed(node, untagged):
            self._keep(found, node, language or otherwise, value)
        return found

    def _keep(self, found: Texts, node: Node, language: str, value: Literal) -> None:
        text = clean_text(value)
        if language in found and found[language] != text:
            self.warn(node, value, _("a second text in the same language; the first is used"))
        elif text:
            found[language] = text

    def _placed(self, node: Node, literals: list[Literal]) -> list[tuple[str, Literal]]:
        """Give literals without language one: as many as the node has languages are taken in their order."""
        languages = self.languages(node)
        if len(literals) > 1 and len(languages) == len(literals):
            reason = _("has no language; read as %(language)s, by its place among the node's languages")
            for language, value in zip(languages, literals, strict=True):
                self.warn(node, value, self._mistyped(value) + reason % {"language": language})
            return list(zip(languages, literals, strict=True))
        for value in literals[:1]:
            self.warn(node, value, self._mistyped(value) + _("has no language"))
        for value in literals[1:]:
            self.warn(node, value, self._mistyped(value) + _("has no language, like another text here; left out"))
        return [("", value) for value in literals[:1]]

    def _mistyped(self, value: Literal) -> str:
        if value.datatype in (None, XSD.string):
            return ""
        return _("is typed as %(type)s instead of text; ") % {"type": value.datatype}

    def languages(self, node: Node) -> list[str]:
        """Return the languages that a node says it is in."""
        codes = (str(value).rpartition("/")[2] for value in self.graph.objects(node, DCTERMS.language))
        return [language_of_tag(CODES_OF_LANGUAGES[code]) for code in codes if code in CODES_OF_LANGUAGES]

    def amount(self, node: Node, value: Node) -> Decimal | None:
        """Return an amount of money to two decimals; a decimal comma is read with a warning, nonsense is left out."""
        text = "".join(str(value).split())
        if not _AMOUNT.match(text):
            text = text.replace(".", "").replace(",", ".") if "," in text else text
            if not _AMOUNT.match(text):
                self.warn(node, value, _("is not an amount; left out"))
                return None
            self.warn(node, value, _("is not a decimal number; read as %(amount)s") % {"amount": text})
        amount = Decimal(text)
        if not 0 <= amount < MAX_AMOUNT:
            self.warn(node, value, _("cannot be a fee; left out"))
            return None
        rounded = amount.quantize(Decimal("0.01"))
        if rounded != amount:
            self.warn(node, value, _("has more than two decimals; rounded to %(amount)s") % {"amount": rounded})
        return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded

    def duration(self, node: Node, value: Node) -> Duration | None:
        """Return a length of time as number and unit; `PD3`, which is no ISO 8601, is read as P3D with a warning."""
        text = str(value).strip()
        swapped = _LETTER_FIRST.match(text)
        if swapped:
            text = f"P{swapped[2]}{swapped[1]}"
            self.warn(node, value, _("is not a length of time by ISO 8601; read as %(text)s") % {"text": text})
        found = _DURATION.match(text)
        if not found:
            self.warn(node, value, _("is not a length of time; left out"))
            return None
        years, months, weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
        months += 12 * years
        short = hours or minutes
        number, unit, is_exact = _one_unit(months, weeks, days, -(-(hours * 60 + minutes) // (24 * 60)))
        if not 0 < number <= MAX_TIME:
            self.warn(node, value, _("cannot be a processing time; left out"))
            return None
        if short or not is_exact:
            words = {"number": number, "unit": unit}
            self.warn(node, value, _("has no field of its own; read as %(number)d %(unit)s") % words)
        return number, unit


def _one_unit(months: int, weeks: int, days: int, rest: int) -> tuple[int, str, bool]:
    """Return the time in the unit it was given in, else in days, a month counted as 30; and whether that is exact."""
    days += rest
    if not days and not weeks:
        return months, "months", True
    if not days and not months:
        return weeks, "weeks", True
    return days + 7 * weeks + 30 * months, "days", not months
