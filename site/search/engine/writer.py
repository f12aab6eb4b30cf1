"""Writes an index: a whole new version, or changed documents into the one in use. One process at a time."""

import time
from collections.abc import Iterable
from dataclasses import replace

from tantivy import Index, Query, Searcher

from search.engine.analysis import Analysis, analysis_of
from search.engine.reader import open_index
from search.engine.schema import Entry, register_analyzers, schema, tantivy_document
from search.engine.store import State, Store
from search.engine.vocabulary import Vocabulary

HEAP = 30_000_000  # bytes that the writer may use


def build(store: Store, entries: list[Entry], state: State) -> None:
    """Write a new version of the index beside the one in use, then switch; the caller holds `store.writing()`."""
    started = time.time()
    analysis = analysis_of(store.language)
    vocabulary = Vocabulary(analysis)
    for entry in entries:
        vocabulary.add(entry.document)
    version = store.new_version()
    index = Index(schema(), path=str(version), reuse=False)
    register_analyzers(index, analysis)
    _write(index, analysis, vocabulary, entries, ())
    vocabulary.write(version / "words.json")
    now = time.time()
    store.save_state(replace(state, built_at=now, read_at=now, build_seconds=now - started), version)
    store.switch_to(version)


def update(store: Store, entries: list[Entry], gone: Iterable[str]) -> bool:
    """Replace changed documents and drop gone ones; say whether new words came, which old documents do not know."""
    analysis = analysis_of(store.language)
    version = store.current()
    vocabulary = Vocabulary.read(version / "words.json", analysis)
    added = [vocabulary.add(entry.document) for entry in entries]
    _write(open_index(version, analysis), analysis, vocabulary, entries, gone)
    if any(added):
        vocabulary.write(version / "words.json")
    return any(added)


def is_sound(store: Store) -> bool:
    """Read the whole of an index to know whether it can be read."""
    try:
        store.state()
        version = store.current()
        Vocabulary.read(version / "words.json", analysis_of(store.language))
        searcher = open_index(version, analysis_of(store.language)).searcher()
        return _read_everything(searcher)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # tantivy panics with exceptions that are no Exception
        return False


def _read_everything(searcher: Searcher) -> bool:
    result = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs))
    return all(searcher.doc(address).get_first("key") for _, address in result.hits)


def _write(
    index: Index, analysis: Analysis, vocabulary: Vocabulary, entries: Iterable[Entry], gone: Iterable[str]
) -> None:
    writer = index.writer(HEAP, 1)
    try:
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for entry in entries:
            writer.delete_documents_by_term("key", entry.key)
            writer.add_document(tantivy_document(entry, analysis, vocabulary.compounds))
        writer.commit()
    finally:
        writer.wait_merging_threads()
