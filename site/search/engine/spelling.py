"""Finds the known word that a misspelt one was meant to be."""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST_CORRECTED = 4
LONG_WORD = 9  # from this length on two slips are forgiven


class Speller:
    """Compares with known words by edit distance, after a cheap comparison of lengths and letters."""

    def __init__(self, words: Iterable[tuple[str, str, int]]) -> None:
        self._by_length: dict[int, list[tuple[int, str, str, int]]] = defaultdict(list)
        for folded, word, rank in words:
            if folded and word.isalpha():
                self._by_length[len(folded)].append((_letters(folded), folded, word, rank))

    def correct(self, folded: str) -> str:
        """Return the closest known word, the most common of several; "" when none is close."""
        allowed = slips_allowed(folded)
        if not allowed:
            return ""
        best: tuple[int, bool, int, str] | None = None
        letters = _letters(folded)
        for length in range(len(folded) - allowed, len(folded) + allowed + 1):
            for other_letters, other, word, rank in self._by_length.get(length, ()):
                if (letters ^ other_letters).bit_count() > 2 * allowed:
                    continue
                distance = edit_distance(folded, other, allowed)
                if distance <= allowed:
                    found = (-distance, folded[0] == other[0], rank, word)
                    best = found if best is None else max(best, found)
        return best[3] if best else ""


def slips_allowed(word: str) -> int:
    """Return how many slips are forgiven in a word of this length: 0, 1 or 2."""
    if len(word) < SHORTEST_CORRECTED:
        return 0
    return 2 if len(word) >= LONG_WORD else 1


def edit_distance(one: str, other: str, limit: int) -> int:
    """Count letters added, left out, changed or swapped with the next; `limit + 1` when there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, previous = row, [i], before
        for j, other_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
