"""Picks the part of a page's text that shows why it was found, with the found words marked; everything is escaped."""

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.engine.analysis import WORD, Analysis
from search.engine.compounds import Compounds
from search.engine.matching import Marks

SNIPPET_LENGTH = 220  # characters
SEARCHED_LENGTH = 8_000  # characters of a page that are looked through
LOOKED_ON = 1_000  # characters after the first found word in which a better place is looked for


@dataclass(frozen=True)
class Marker:
    """Says which words of a text are worth marking."""

    analysis: Analysis
    compounds: Compounds
    marks: Marks
    _known: dict[str, bool] = field(default_factory=dict)

    def is_marked(self, word: str) -> bool:
        """Say whether a word is one of those searched for: inflected, begun or inside a compound."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._matches(word.lower())
        return known

    def _matches(self, lower: str) -> bool:
        if self.analysis.stem(lower) in self.marks.stems:
            return True
        folded = self.analysis.fold(lower)
        if any(folded.startswith(beginning) for beginning in self.marks.beginnings):
            return True
        return not self.marks.stems.isdisjoint(self.compounds.split(lower))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the marked words of a text stand: the first one, and those that follow before long."""
        found: list[tuple[int, int]] = []
        for match in WORD.finditer(text):
            if found and match.start() > found[0][0] + LOOKED_ON:
                break
            if self.is_marked(match.group()):
                found.append(match.span())
        return found


def snippet(texts: list[str], marker: Marker) -> SafeString:
    """Return the densest part of the first text that holds a found word; the beginning of the first text if none."""
    candidates = [text[:SEARCHED_LENGTH] for text in texts if text]
    for text in candidates:
        spans = marker.spans(text)
        if spans:
            start, end = _window(text, spans)
            return _marked(text, spans, start, end)
    text = candidates[0] if candidates else ""
    return _marked(text, [], 0, _word_end(text, SNIPPET_LENGTH))


def marked_title(title: str, marker: Marker) -> SafeString:
    """Return a whole title with its found words marked."""
    return _marked(title, marker.spans(title), 0, len(title))


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the stretch of text that holds most marked words, beginning at the start of a word or sentence."""

    def found_from(start: int) -> int:
        return sum(start <= begin and end <= start + SNIPPET_LENGTH for begin, end in spans)

    first = max((begin for begin, _ in spans), key=lambda begin: (found_from(begin), -begin))
    if first < SNIPPET_LENGTH // 2:
        return 0, _word_end(text, SNIPPET_LENGTH)
    sentence = max(text.rfind(sign, first - SNIPPET_LENGTH // 2, first) for sign in (". ", "! ", "? "))
    start = sentence + 2 if sentence >= 0 else text.rfind(" ", 0, max(1, first - 60)) + 1
    return start, _word_end(text, start + SNIPPET_LENGTH)


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, end)
    return blank if blank > end // 2 else end


def _marked(text: str, spans: list[tuple[int, int]], start: int, end: int) -> SafeString:
    pieces: list[tuple[SafeString | str]] = [("… ",)] if start else []
    position = start
    for begin, stop in spans:
        if begin < position or stop > end:
            continue
        pieces += [(text[position:begin],), (format_html("<mark>{}</mark>", text[begin:stop]),)]
        position = stop
    pieces += [(text[position:end],), (" …" if end < len(text) else "",)]
    return format_html_join("", "{}", pieces)
