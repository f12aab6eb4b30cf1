"""Reads what a person typed: words, their synonyms, and words that were written apart."""

from dataclasses import dataclass

from search.engine.analysis import Analysis, words_of
from search.engine.reader import Snapshot

LONGEST_QUERY = 200  # characters
MOST_WORDS = 12


@dataclass(frozen=True)
class TypedQuery:
    """The words that are searched for, and whether what was typed had to be shortened."""

    text: str
    words: tuple[str, ...]
    is_shortened: bool


@dataclass(frozen=True)
class Choice:
    """One way to say a part of the query: all its words are wanted."""

    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Slot:
    """A part of the query; any of its choices will do."""

    choices: tuple[Choice, ...]


def read_query(text: str, analysis: Analysis, keep_last: bool = False) -> TypedQuery:
    """Keep at most 200 characters and 12 words; drop words without meaning unless nothing else is left.

    `keep_last`: the last word may be the beginning of another one ("för" of "förskola") and stays.
    """
    shown = " ".join(text[: LONGEST_QUERY * 5].split())[:LONGEST_QUERY].rstrip()
    all_words = list(dict.fromkeys(words_of(shown)))
    is_shortened = len(text.strip()) > LONGEST_QUERY or len(all_words) > MOST_WORDS
    words = analysis.meaningful(all_words)
    if keep_last and all_words[-1:] != words[-1:]:
        words.append(all_words[-1])
    return TypedQuery(shown, tuple(words[:MOST_WORDS]), is_shortened)


def slots_of(words: tuple[str, ...], snapshot: Snapshot) -> list[Slot]:
    """Group the words of a query with their synonyms and joined forms."""
    slots: list[Slot] = []
    position = 0
    while position < len(words):
        span, others = snapshot.editorial.alternatives(words, position, snapshot.analysis)
        joined = _joined(words[position : position + 2], snapshot)
        if not span and joined:
            span, others = 2, (joined,)
        span = max(span, 1)
        said = Choice(words[position : position + span])
        slots.append(Slot((said, *(Choice(other, 0.8) for other in others))))
        position += span
    return slots


def _joined(pair: tuple[str, ...], snapshot: Snapshot) -> tuple[str, ...]:
    """Return two words as one when people know them as one ("bygg lov"); () otherwise."""
    word = "".join(pair)
    return (word,) if len(pair) == 2 and snapshot.vocabulary.is_head(word) else ()
