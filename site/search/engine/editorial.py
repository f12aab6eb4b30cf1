"""Editors' synonyms and promoted results, kept beside the index so that a search needs no database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from search.engine.analysis import Analysis, words_of
from search.engine.files import write_atomically
from search.engine.schema import whole


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

    @cached_property
    def _phrases(self) -> dict[str, tuple[tuple[str, ...], int]]:
        """Return each member of each group, split in words, with its group's number, by the member as one text."""
        return {
            member: (tuple(words_of(member)), number)
            for number, group in enumerate(self.groups)
            for member in group
            if words_of(member)
        }

    def alternatives(
        self, words: Sequence[str], start: int, analysis: Analysis
    ) -> tuple[int, tuple[tuple[str, ...], ...]]:
        """Return how many words from `start` are a member of a group (0: none), and the group's other members."""
        best, group = 0, -1
        for phrase, number in self._phrases.values():
            span = words[start : start + len(phrase)]
            if len(phrase) > best and _same(span, phrase, analysis):
                best, group = len(phrase), number
        others = [phrase for phrase, number in self._phrases.values() if number == group]
        return best, tuple(phrase for phrase in others if not _same(words[start : start + best], phrase, analysis))


def _same(span: Sequence[str], phrase: Sequence[str], analysis: Analysis) -> bool:
    return len(span) == len(phrase) and all(
        analysis.stem(one) == analysis.stem(other) for one, other in zip(span, phrase, strict=True)
    )
