"""Splits compounds ("bygglovsansökan") into the words that the index itself knows ("bygglov", "ansökan")."""

from collections.abc import Iterable
from functools import lru_cache

from search.engine.analysis import Analysis

SHORTEST_COMPOUND = 7
SHORTEST_PART = 3
LEAST_KNOWN_END = 4
MOST_PARTS = 4


class Compounds:
    """Knows every form that a word of the vocabulary may take inside a compound; works without accents."""

    def __init__(self, analysis: Analysis, words: Iterable[str]) -> None:
        self._analysis = analysis
        self._forms: dict[str, str] = {}  # what may stand in a compound, folded, with the stem it is indexed under
        self._words: frozenset[str] = frozenset()
        self._stems: set[str] = set()
        self._never = frozenset(analysis.rules.never_parts.split())
        if analysis.rules.splits_compounds:
            self._learn([word for word in words if _may_be_a_part(word, analysis)])
        self.split = lru_cache(maxsize=50_000)(self._split)

    def _learn(self, words: list[str]) -> None:
        exact = {self._analysis.fold(word): self._analysis.stem(word) for word in words}
        for word, stem in exact.items():
            self._stems.add(stem)
            for form in (stem, *_linking_forms(word, self._analysis.rules.linking)):
                if len(form) >= SHORTEST_PART and form not in self._never:
                    self._forms.setdefault(form, stem)
        self._words = frozenset(exact)
        self._forms.update({word: stem for word, stem in exact.items() if word not in self._never})

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of a compound; () for a word that is none."""
        folded = self._analysis.fold(word)
        if not self._forms or len(folded) < SHORTEST_COMPOUND:
            return ()
        return self._cover(folded, 0, MOST_PARTS) or ()

    def known_ends(self, word: str) -> tuple[str, ...]:
        """Return the stems of the longest known beginning and end of a word of which another part is unknown."""
        folded = self._analysis.fold(word)
        cuts = range(LEAST_KNOWN_END, len(folded) - SHORTEST_PART + 1)
        first = next((stem for cut in reversed(cuts) if (stem := self._forms.get(folded[:cut]))), "")
        cuts = range(SHORTEST_PART, len(folded) - LEAST_KNOWN_END + 1)
        last = next((stem for cut in cuts if (stem := self._last_part(folded[cut:]))), "")
        return tuple(dict.fromkeys(filter(None, (first, last))))

    def _cover(self, word: str, start: int, parts_left: int) -> tuple[str, ...] | None:
        """Cover the rest of a word with known forms, longest first; None when that cannot be done."""
        rest = word[start:]
        if start and (last := self._last_part(rest)):
            return (last,)
        if parts_left < 2:
            return None
        for end in range(len(word) - SHORTEST_PART, start + SHORTEST_PART - 1, -1):
            stem = self._forms.get(word[start:end])
            if stem and (following := self._cover(word, end, parts_left - 1)):
                return (stem, *following)
        return None

    def _last_part(self, rest: str) -> str:
        """Return the stem of the last part, which may be inflected; "" when it is unknown."""
        if len(rest) < SHORTEST_PART or rest in self._never:
            return ""
        if len(rest) < LEAST_KNOWN_END and rest not in self._words:
            return ""
        stem = self._analysis.stem(rest)
        stem = stem if stem in self._stems else self._forms.get(rest, "")
        return "" if stem in self._never else stem


def _may_be_a_part(word: str, analysis: Analysis) -> bool:
    return len(word) >= SHORTEST_PART and word.isalpha() and not analysis.is_stop_word(word)


def _linking_forms(word: str, rules: tuple[tuple[str, str], ...]) -> list[str]:
    return [word.removesuffix(ending) + link for ending, link in rules if word.endswith(ending)]
