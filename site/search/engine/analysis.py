"""Turns text into the terms that stand in an index: lower case, stem of the language, ASCII folding."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from search.engine.languages import rules_of

LONGEST_WORD = 60  # characters; longer "words" are noise
WORD = re.compile(r"[^\W_]+")
DROPPED_E = re.compile(r"^(\w{2,}[^aeiouy])e?([lrn])$")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class Analysis:
    """The analyzers of one language; safe to share between threads."""

    def __init__(self, language: str) -> None:
        self.rules = rules_of(language)
        self.text = _analyzer(self.rules.stemmer, self.rules.stemmer_passes)
        self.surface = _analyzer()
        self._common = frozenset(self.rules.common.split())
        self._unfolded = _analyzer(self.rules.stemmer, self.rules.stemmer_passes, folds=False)
        self._stop_words = _analyzer(stop_words=self.rules.stemmer)
        self._irregular = {
            self.stem(word): tuple(dict.fromkeys(self.stem(form) for form in forms))
            for forms in self.rules.irregular
            for word in forms
        }

    def stem(self, word: str) -> str:
        """Return the indexed form of one word, "" when nothing of it is indexed."""
        return _first(self.text, word)

    def stems(self, word: str) -> tuple[str, ...]:
        """Return the stem of a word and of its irregular other forms; none when only a stop word is left of it."""
        if not self.is_stop_word(word) and self.is_stop_word(_first(self._unfolded, word)):
            return ()
        stem = self.stem(word)
        others = self._irregular.get(stem, ())
        if self.rules.drops_e and (match := DROPPED_E.match(stem)):
            others = (*others, f"{match[1]}{match[2]}", f"{match[1]}e{match[2]}")
        return tuple(dict.fromkeys((stem, *others)))

    def fold(self, word: str) -> str:
        """Return one word in lower case without accents: å becomes a, ø becomes o, æ becomes ae."""
        return _first(self.surface, word)

    def is_stop_word(self, word: str) -> bool:
        """Say whether a word is too common to search for."""
        return word in self._common or (word != "" and not self._stop_words.analyze(word))

    def meaningful(self, words: Sequence[str]) -> list[str]:
        """Drop the words that are too common to search for, unless no others are left."""
        return [word for word in words if not self.is_stop_word(word)] or list(words)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, as written, in their order."""
    return [word for word in WORD.findall(clean(text).lower()) if len(word) < LONGEST_WORD]


def clean(text: str) -> str:
    """Compose accents, and drop what is no text: control and invisible characters, lone surrogates."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    return CONTROL.sub(" ", INVISIBLE.sub("", text))


@lru_cache(maxsize=16)
def analysis_of(language: str) -> Analysis:
    """Return the analyzers of a language, made once a process."""
    return Analysis(language)


def _analyzer(stemmer: str = "", passes: int = 1, stop_words: str = "", folds: bool = True) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    builder = builder.filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    if stop_words:
        return builder.filter(Filter.stopword(stop_words)).build()
    for _ in range(passes if stemmer else 0):
        builder = builder.filter(Filter.stemmer(stemmer))
    return (builder.filter(Filter.ascii_fold()) if folds else builder).build()


@lru_cache(maxsize=200_000)
def _first(analyzer: TextAnalyzer, word: str) -> str:
    return next(iter(analyzer.analyze(word)), "")
