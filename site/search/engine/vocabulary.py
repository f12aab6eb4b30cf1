"""The words of one index: what compounds are split by and what misspelt words are compared with."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from core.registries import SearchDocument
from search.engine.analysis import Analysis, words_of
from search.engine.compounds import Compounds
from search.engine.files import write_atomically
from search.engine.spelling import Speller

# Words of running text must be this long to be parts of compounds, unless they are common.
BODY_WORD_LENGTH = 4
COMMON_WORD_DOCUMENTS = 3


class Vocabulary:
    """Counts in how many documents each word stands, and which words stand in titles and keywords."""

    def __init__(self, analysis: Analysis, counts: dict[str, int] | None = None, heads: Iterable[str] = ()) -> None:
        self._analysis = analysis
        self.counts = Counter(counts or {})
        self.heads = set(heads)

    @classmethod
    def read(cls, path: Path, analysis: Analysis) -> "Vocabulary":
        """Read a vocabulary that was written; ValueError or OSError when it is missing or broken."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(analysis, data["counts"], data["heads"])

    def write(self, path: Path) -> None:
        """Write the vocabulary in one step, so that readers see the old or the new one."""
        data = {"counts": self.counts, "heads": sorted(self.heads)}
        write_atomically(path, json.dumps(data, ensure_ascii=False))

    def add(self, document: SearchDocument) -> bool:
        """Take in the words of a document; say whether any was new."""
        heads = set(words_of(f"{document.title} {document.keywords}"))
        words = heads.union(words_of(f"{document.introduction} {document.body}"))
        is_new = not heads <= self.heads or any(word not in self.counts for word in words)
        self.heads |= heads
        self.counts.update(words)
        return is_new

    def is_head(self, word: str) -> bool:
        """Say whether a word, written with or without accents, stands in a title or among the keywords."""
        return self._analysis.fold(word) in self._folded_heads

    @cached_property
    def _folded_heads(self) -> set[str]:
        return {self._analysis.fold(word) for word in self.heads}

    @cached_property
    def compounds(self) -> Compounds:
        """Return the splitter of compounds made of these words."""
        usable = (
            word
            for word, count in self.counts.items()
            if len(word) >= BODY_WORD_LENGTH or count >= COMMON_WORD_DOCUMENTS
        )
        return Compounds(self._analysis, [*usable, *self.heads])

    @cached_property
    def speller(self) -> Speller:
        """Return the speller that knows these words."""
        words = (word for word in self.counts if not self._analysis.is_stop_word(word))
        return Speller((self._analysis.fold(word), word, self._rank(word)) for word in words)

    def _rank(self, word: str) -> int:
        return self.counts[word] + (1000 if word in self.heads else 0)
