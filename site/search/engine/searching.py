"""Searching and suggesting in one language's index. Needs no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from tantivy import Occur, Query

from search.engine.matching import QueryBuilder
from search.engine.reader import Snapshot, guarded, reader_of
from search.engine.schema import schema
from search.engine.snippets import Marker, marked_title, snippet
from search.engine.store import Store
from search.engine.terms import Slot, TypedQuery, read_query, slots_of

PAGE_SIZE = 10
DEEPEST_PAGE = 100
FEW_HITS = 5  # with fewer pages that have all words, pages with some of them are shown too
SUGGESTIONS = 7
SHORTEST_SUGGESTED = 2  # characters typed before titles are suggested


@dataclass(frozen=True)
class Hit:
    """A page that was found; `marked_title` and `snippet` are escaped HTML with `<mark>`."""

    key: str
    kind: str
    title: str
    url: str
    introduction: str
    owner: str
    marked_title: SafeString
    snippet: SafeString
    is_promoted: bool = False


@dataclass(frozen=True)
class Found:
    """The answer to a search: one page of hits and what helps to search better."""

    query: TypedQuery
    hits: tuple[Hit, ...] = ()
    promoted: tuple[Hit, ...] = ()
    count: int = 0  # of all hits, promoted ones included
    ordinary: int = 0  # of hits that are not promoted
    page: int = 1
    did_you_mean: str = ""
    has_all_words: bool = True


def search(language: str, text: str, page: int = 1) -> Found:
    """Return a page (from 1) of what matches the text; IndexUnavailable when there is no index."""
    store = Store(language)
    with guarded(store):
        return _search(reader_of(store).snapshot(), text, max(1, min(page, DEEPEST_PAGE)))


def suggest(language: str, text: str, limit: int = SUGGESTIONS) -> list[Hit]:
    """Return pages whose title or keywords have words that begin as the typed ones; IndexUnavailable without index."""
    store = Store(language)
    with guarded(store):
        return _suggest(reader_of(store).snapshot(), text, limit)


def nearest(language: str, text: str, limit: int = SUGGESTIONS) -> list[Hit]:
    """Return pages whose titles or keywords share the beginning of any typed word; for those who found nothing."""
    store = Store(language)
    with guarded(store):
        return _nearest(reader_of(store).snapshot(), text, limit)


def _search(snapshot: Snapshot, text: str, page: int) -> Found:
    typed = read_query(text, snapshot.analysis)
    if not typed.words:
        return Found(typed)
    slots = slots_of(typed.words, snapshot)
    builder = QueryBuilder(snapshot)
    promoted_keys = snapshot.editorial.promoted_keys(typed.words, snapshot.analysis)
    shown = _matches(snapshot, builder, slots, typed, promoted_keys, page)
    marker = Marker(snapshot.analysis, snapshot.vocabulary.compounds, builder.marks)
    promoted = tuple(_by_keys(snapshot, promoted_keys, marker))
    return Found(
        query=typed,
        hits=tuple(_hit(snapshot, address, marker) for address in shown.addresses),
        promoted=promoted if page == 1 else (),
        count=shown.count + len(promoted),
        ordinary=shown.count,
        page=shown.page,
        did_you_mean=_corrected(typed, builder.marks.corrections),
        has_all_words=shown.has_all_words,
    )


@dataclass(frozen=True)
class Matches:
    """One page of addresses in the index, the number of that page, and how many addresses there are."""

    addresses: list[Any]
    page: int
    count: int
    has_all_words: bool


def _matches(
    snapshot: Snapshot, builder: QueryBuilder, slots: list[Slot], typed: TypedQuery, refused: Iterable[str], page: int
) -> Matches:
    """Run the query, with fewer of the words demanded while it finds few pages; the best still come first."""
    has_all_words = False
    count = 0
    for wanted, enough in _demands(len(slots)):
        query = builder.with_whole_title(builder.build(slots, wanted), typed.words)
        count, shown_page, addresses = _run(snapshot, _without(query, refused), page)
        has_all_words = has_all_words or (wanted == len(slots) and count > 0)
        if count >= enough:
            break
    return Matches(addresses, shown_page, count, has_all_words or not count)


def _demands(slots: int) -> list[tuple[int, int]]:
    """Return how many slots to demand, strictest first, and with how many hits to be content."""
    return list({slots: FEW_HITS, (slots + 1) // 2: 1, 1: 0}.items())


def _run(snapshot: Snapshot, query: Query, page: int) -> tuple[int, int, list[Any]]:
    """Return number of hits, the page that is shown (the last one when there are fewer) and its addresses."""
    result = _page(snapshot, query, page)
    last = max(1, -(-(result.count or 0) // PAGE_SIZE))
    if page > last:
        page, result = last, _page(snapshot, query, last)
    return result.count or 0, page, [address for _, address in result.hits]


def _page(snapshot: Snapshot, query: Query, page: int) -> Any:
    return snapshot.searcher.search(query, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE, weight_by_field="weight")


def _suggest(snapshot: Snapshot, text: str, limit: int) -> list[Hit]:
    typed = read_query(text, snapshot.analysis, keep_last=True)
    if len("".join(typed.words)) < SHORTEST_SUGGESTED:
        return []
    builder = QueryBuilder(snapshot)
    query = builder.with_whole_title(builder.build_titles(typed.words), typed.words)
    result = snapshot.searcher.search(query, limit=limit, count=False, weight_by_field="weight")
    marker = Marker(snapshot.analysis, snapshot.vocabulary.compounds, builder.marks)
    promoted = _by_keys(snapshot, snapshot.editorial.promoted_keys(typed.words, snapshot.analysis), marker)
    hits = [*promoted, *(_hit(snapshot, address, marker) for _, address in result.hits)]
    return list({hit.key: hit for hit in hits}.values())[:limit]


def _nearest(snapshot: Snapshot, text: str, limit: int) -> list[Hit]:
    builder = QueryBuilder(snapshot)
    query = builder.build_nearest(read_query(text, snapshot.analysis).words)
    result = snapshot.searcher.search(query, limit=limit, count=False, weight_by_field="weight")
    marker = Marker(snapshot.analysis, snapshot.vocabulary.compounds, builder.marks)
    return [_hit(snapshot, address, marker) for _, address in result.hits]


def _by_keys(snapshot: Snapshot, keys: Iterable[str], marker: Marker) -> Iterable[Hit]:
    for key in keys:
        query = Query.term_query(schema(), "key", key, index_option="basic")
        for _, address in snapshot.searcher.search(query, limit=1).hits:
            yield _hit(snapshot, address, marker, is_promoted=True)


def _without(query: Query, keys: Iterable[str]) -> Query:
    refused = [(Occur.MustNot, Query.term_query(schema(), "key", key, index_option="basic")) for key in keys]
    return Query.boolean_query([(Occur.Must, query), *refused]) if refused else query


def _hit(snapshot: Snapshot, address: Any, marker: Marker, is_promoted: bool = False) -> Hit:
    stored = snapshot.searcher.doc(address)
    field = {name: stored.get_first(name) or "" for name in ("key", "kind", "url", "owner", "title")}
    introduction, body = stored.get_first("introduction") or "", stored.get_first("body") or ""
    return Hit(
        **field,
        introduction=introduction,
        marked_title=marked_title(field["title"], marker),
        snippet=snippet([introduction, body], marker),
        is_promoted=is_promoted,
    )


def _corrected(typed: TypedQuery, corrections: dict[str, str]) -> str:
    """Return the query with its misspelt words put right; "" when there is nothing to put right."""
    words = [corrections.get(word, word) for word in typed.words]
    return " ".join(words) if corrections and words != list(typed.words) else ""
