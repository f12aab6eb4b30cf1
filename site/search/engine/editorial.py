"""Editors' synonyms and promoted results, kept beside the index so that a search needs no database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from search.engine.analysis import Analysis, words_of
from search.engine.files import write_atomically
from search.engine.schema import whole


@dataclass(frozen=True)
class Phrase:
    """A member of a group of synonyms: one word or several."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    group: int


@dataclass(frozen=True)
class Editorial:
    """`groups`: words that mean the same; `promoted`: what to show first, keys of documents by the query's stems."""

    groups: tuple[tuple[str, ...], ...] = ()
    promoted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Editorial":
        """Read the file; a missing or broken one means that editors have said nothing."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                tuple(tuple(group) for group in data["groups"]),
                {query: tuple(keys) for query, keys in data["promoted"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        """Write the file in one step."""
        data = {"groups": self.groups, "promoted": self.promoted}
        write_atomically(path, json.dumps(data, ensure_ascii=False))

    def promoted_keys(self, words: Sequence[str], analysis: Analysis) -> tuple[str, ...]:
        """Return the keys of what is promoted for exactly these words, in any inflection."""
        return self.promoted.get(whole(" ".join(words), analysis), ())

    def alternatives(
        self, words: Sequence[str], start: int, analysis: Analysis
    ) -> tuple[int, tuple[tuple[str, ...], ...]]:
        """Return how many words from `start` are a member of a group (0: none), and the group's other members."""
        phrases = _phrases(self.groups, analysis)
        stems = tuple(analysis.stem(word) for word in words[start:])
        best: tuple[str, ...] = ()
        group = -1
        for phrase in phrases:
            if len(phrase.stems) > len(best) and stems[: len(phrase.stems)] == phrase.stems:
                best, group = phrase.stems, phrase.group
        others = (phrase for phrase in phrases if phrase.group == group and phrase.stems != best)
        return len(best), tuple(phrase.words for phrase in others)


@lru_cache(maxsize=16)
def _phrases(groups: tuple[tuple[str, ...], ...], analysis: Analysis) -> list[Phrase]:
    """Return the members of all groups, prepared once for each version of the groups."""
    return [
        Phrase(tuple(words), tuple(analysis.stem(word) for word in words), number)
        for number, group in enumerate(groups)
        for member in group
        if (words := analysis.meaningful(words_of(member)))
    ]
