"""Builds the query that tantivy runs: exact and inflected words first, then parts, beginnings, and typos last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tantivy import Occur, Query

from search.engine.reader import Snapshot
from search.engine.schema import PART_FIELDS, SURFACE_FIELDS, TEXT_FIELDS, schema, whole
from search.engine.spelling import slips_allowed
from search.engine.terms import Slot

STEM_BOOSTS = {"title": 6.0, "keywords": 4.0, "introduction": 2.0, "body": 1.0}
PART_BOOSTS = {"title_parts": 3.0, "text_parts": 0.6}
BEGINNING_BOOSTS = {"title_surface": 2.0, "text_surface": 0.3}
TITLE_BEGINNING_BOOSTS = {"title": 3.0, "title_surface": 1.0}
TYPO_BOOSTS = {"title_surface": 1.5, "text_surface": 0.2}
WHOLE_TITLE_BOOST = 12.0
COMPOUND_BOOST = 0.7  # all parts of a compound, each somewhere in the page
KNOWN_END_BOOST = 0.3  # a part of a compound whose other part no page knows
TIE_BREAKER = 0.2
SHORTEST_BEGINNING = 3
SHORTEST_FOLDED_BEGINNING = 5  # "lån" is no beginning of "länk", although both fold to "lan"
SHORTEST_TYPO_BEGINNING = 5
SHORTEST_NEAREST = 4


@dataclass
class Marks:
    """What to highlight in a snippet: stems, beginnings of folded words, and corrected words by their typo."""

    stems: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    corrections: dict[str, str] = field(default_factory=dict)


class QueryBuilder:
    """Turns slots into a tantivy query for one snapshot, and notes what to highlight on the way."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._analysis = snapshot.analysis
        self.marks = Marks()

    def build(self, slots: Sequence[Slot], wanted: int) -> Query:
        """Return a query for pages that match at least `wanted` of the slots."""
        parts = [(Occur.Should, self._slot(slot)) for slot in slots]
        return Query.boolean_query(parts, minimum_number_should_match=max(1, wanted))

    def build_titles(self, words: Sequence[str]) -> Query:
        """Return a query for pages whose titles or keywords have words that begin as these do."""
        return Query.boolean_query([(Occur.Must, self._title_word(word)) for word in words])

    def build_nearest(self, words: Sequence[str]) -> Query:
        """Return a query for pages with a title or keyword that shares the first two thirds of any word."""
        beginnings = (self._analysis.fold(word) for word in words)
        shortened = {word[: max(SHORTEST_NEAREST, len(word) * 2 // 3)] for word in beginnings if word}
        queries = [query for word in shortened for query in _fuzzy_queries(word, {"title_surface": 1.0}, 0, True)]
        return Query.disjunction_max_query(queries or [Query.empty_query()])

    def with_whole_title(self, query: Query, words: Iterable[str]) -> Query:
        """Lift pages whose title is exactly what was typed."""
        title = _term("whole_title", whole(" ".join(words), self._analysis))
        boosted = Query.boost_query(Query.const_score_query(title, 1.0), WHOLE_TITLE_BOOST)
        return Query.boolean_query([(Occur.Must, query), (Occur.Should, boosted)])

    def _slot(self, slot: Slot) -> Query:
        choices = []
        for number, choice in enumerate(slot.choices):
            say = self._word if number == 0 else self._said_otherwise
            words = [(Occur.Must, say(word)) for word in choice.words]
            query = words[0][1] if len(words) == 1 else Query.boolean_query(words)
            choices.append(query if choice.weight == 1.0 else Query.boost_query(query, choice.weight))
        return choices[0] if len(choices) == 1 else Query.disjunction_max_query(choices, TIE_BREAKER)

    def _title_word(self, word: str) -> Query:
        folded = self._analysis.fold(word)
        self.marks.beginnings.add(folded)
        queries = _fuzzy_queries(folded, TITLE_BEGINNING_BOOSTS, 0, True)
        for stem in self._analysis.stems(word):
            queries += [Query.boost_query(_term(name, stem), STEM_BOOSTS[name]) for name in ("title", "keywords")]
        known = self._snapshot.searcher.terms_with_prefix("title_surface", folded, limit=1)
        if not known and slips_allowed(folded):
            queries += self._typo_queries(word, folded)
        return Query.disjunction_max_query(queries, TIE_BREAKER)

    def _said_otherwise(self, word: str) -> Query:
        """Match a synonym as it is: guessing at a word that nobody typed would find too much."""
        stems = [stem for stem in self._analysis.stems(word) if stem]
        self.marks.stems.update(stems)
        return Query.disjunction_max_query([query for stem in stems for query in _stem_queries(stem)], TIE_BREAKER)

    def _word(self, word: str) -> Query:
        stems = [stem for stem in self._analysis.stems(word) if stem]
        folded = self._analysis.fold(word)
        self.marks.stems.update(stems)
        queries = [query for stem in stems for query in _stem_queries(stem)]
        if len(folded) >= (SHORTEST_BEGINNING if word.isascii() else SHORTEST_FOLDED_BEGINNING):
            self.marks.beginnings.add(folded)
            queries += _fuzzy_queries(folded, BEGINNING_BOOSTS, 0, True)
        parts = self._snapshot.vocabulary.compounds.split(word)
        if parts:
            self.marks.stems.update(parts)
            queries.append(Query.boost_query(_all_parts(parts), COMPOUND_BOOST))
        if not self._is_known(stems, folded) and slips_allowed(folded):
            queries += self._typo_queries(word, folded)
        return Query.disjunction_max_query(queries or [Query.empty_query()], TIE_BREAKER)

    def _typo_queries(self, word: str, folded: str) -> list[Query]:
        """Allow slips in a word that no page holds, and look for what it was probably meant to be."""
        is_beginning = len(folded) >= SHORTEST_TYPO_BEGINNING
        queries = _fuzzy_queries(folded, TYPO_BOOSTS, slips_allowed(folded), is_beginning)
        meant = self._snapshot.vocabulary.speller.correct(folded)
        if meant:
            self.marks.corrections[word] = meant
            self.marks.stems.add(self._analysis.stem(meant))
            queries += _stem_queries(self._analysis.stem(meant))
        else:
            ends = self._snapshot.vocabulary.compounds.known_ends(word)
            self.marks.stems.update(ends)
            queries += [Query.boost_query(query, KNOWN_END_BOOST) for end in ends for query in _stem_queries(end)]
        return queries

    def _is_known(self, stems: Sequence[str], folded: str) -> bool:
        searcher = self._snapshot.searcher
        return any(searcher.doc_freq(name, stem) for stem in stems for name in (*TEXT_FIELDS, *PART_FIELDS)) or any(
            searcher.terms_with_prefix(name, folded, limit=1) for name in SURFACE_FIELDS
        )


def _term(name: str, value: str) -> Query:
    return Query.term_query(schema(), name, value, index_option="basic")


def _stem_queries(stem: str) -> list[Query]:
    return [Query.boost_query(_term(name, stem), boost) for name, boost in {**STEM_BOOSTS, **PART_BOOSTS}.items()]


def _fuzzy_queries(folded: str, boosts: dict[str, float], slips: int, is_beginning: bool) -> list[Query]:
    return [
        Query.boost_query(Query.fuzzy_term_query(schema(), name, folded, slips, True, is_beginning), boost)
        for name, boost in boosts.items()
    ]


def _all_parts(parts: Sequence[str]) -> Query:
    return Query.boolean_query(
        [(Occur.Must, Query.disjunction_max_query(_stem_queries(part), TIE_BREAKER)) for part in parts]
    )
