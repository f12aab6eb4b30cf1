"""Reads an index in several web workers and threads at once, and anew when it has changed."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tantivy import Index, Searcher

from search.engine.analysis import Analysis, analysis_of
from search.engine.editorial import Editorial
from search.engine.schema import register_analyzers
from search.engine.store import IndexUnavailable, Store
from search.engine.vocabulary import Vocabulary

logger = logging.getLogger(__name__)
TRIED_AGAIN_AFTER = 5.0  # seconds; until then nobody waits for another look at what could not be read


@dataclass(frozen=True)
class Snapshot:
    """An index as it was at one moment: nothing in it changes under a search."""

    stamp: tuple[Any, ...]
    searcher: Searcher
    vocabulary: Vocabulary
    editorial: Editorial
    analysis: Analysis


class Reader:
    """The snapshots of one language's index; one thread reads a changed index while the others use the old one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._snapshot: Snapshot | None = None
        self._loading = threading.Lock()
        self._failed: tuple[Any, ...] = ()  # the stamp of what could not be read, and when that was tried
        self._failed_at = 0.0

    def snapshot(self) -> Snapshot:
        """Return the newest snapshot; the old one when the new one cannot be read; IndexUnavailable without any."""
        held = self._snapshot
        try:
            stamp = self._store.stamp()
        except IndexUnavailable:
            if held:
                return held
            raise
        if held and held.stamp == stamp:
            return held
        if self._failed == stamp and time.monotonic() - self._failed_at < TRIED_AGAIN_AFTER:
            if held:
                return held
            raise IndexUnavailable(f"the index for {self._store.language} could not be read a moment ago")
        return self._reload(held)

    def _reload(self, held: Snapshot | None) -> Snapshot:
        if not self._loading.acquire(blocking=held is None):
            return held or self.snapshot()
        try:
            return self._newest()
        except IndexUnavailable:
            if held:
                return held
            raise
        finally:
            self._loading.release()

    def _newest(self) -> Snapshot:
        """Read the index, unless another thread has just done so; once more when it was replaced meanwhile."""
        stamp = self._store.stamp()
        if self._snapshot is None or self._snapshot.stamp != stamp:
            try:
                self._snapshot = self._load(stamp)
            except IndexUnavailable:
                if self._store.stamp() != stamp:
                    self._snapshot = self._load(self._store.stamp())
                else:
                    self._failed, self._failed_at = stamp, time.monotonic()
                    raise
        return self._snapshot

    def _load(self, stamp: tuple[Any, ...]) -> Snapshot:
        analysis = analysis_of(self._store.language)
        with guarded(self._store):
            self._store.state()
            version = self._store.current()
            vocabulary = self._vocabulary(version / "words.json", stamp, analysis)
            index = open_index(version, analysis)
            return Snapshot(stamp, index.searcher(), vocabulary, Editorial.read(self._store.editorial), analysis)

    def _vocabulary(self, path: Path, stamp: tuple[Any, ...], analysis: Analysis) -> Vocabulary:
        """Keep the vocabulary in memory when its file has not changed: most changes bring no new word."""
        if self._snapshot and (self._snapshot.stamp[0], self._snapshot.stamp[2]) == (stamp[0], stamp[2]):
            return self._snapshot.vocabulary
        vocabulary = Vocabulary.read(path, analysis)
        _ = vocabulary.compounds, vocabulary.speller  # made now, by one thread, rather than in somebody's search
        return vocabulary


def open_index(version: Path, analysis: Analysis) -> Index:
    """Open a version's index with its analyzers; readers decide themselves when to look again."""
    index = Index.open(str(version))
    register_analyzers(index, analysis)
    index.config_reader(reload_policy="manual")
    index.reload()
    return index


@contextmanager
def guarded(store: Store) -> Iterator[None]:
    """Turn whatever a missing or damaged index raises (panics of the Rust library too) into IndexUnavailable."""
    try:
        yield
    except (IndexUnavailable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if store.report_broken():
            logger.exception("the search index cannot be read", extra={"language": store.language})
        raise IndexUnavailable(f"the index for {store.language} cannot be read: {type(error).__name__}") from error


_readers: dict[tuple[str, str], Reader] = {}


def reader_of(store: Store) -> Reader:
    """Return this process's reader of a store."""
    return _readers.setdefault((str(store.folder), store.language), Reader(store))
