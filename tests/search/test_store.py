"""Versions, readers and writers of one index at the same time, and indexes that are broken."""

import shutil
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from search.engine.reader import Reader
from search.engine.searching import search
from search.engine.store import IndexBusy, IndexUnavailable, Store
from search.engine.writer import is_sound, update
from tests.search.conftest import SWEDISH, entries, make_index

ROOT = Path(__file__).resolve().parents[2]


def change(store, rows, gone=()):
    with store.writing():
        return update(store, entries(rows), gone)


def test_changed_and_deleted_documents_are_seen_by_readers_that_are_open(swedish):
    assert search("sv", "glassbar").count == 0
    change(swedish, [{**SWEDISH[0], "title": "Glassbar"}], gone=["page:2"])
    assert search("sv", "glassbar").count == 1
    assert search("sv", "förskola").count == 0


def test_update_tells_whether_new_words_came(swedish):
    assert change(swedish, SWEDISH[:1]) is False
    assert change(swedish, [{**SWEDISH[0], "title": "Glassbar"}]) is True


def test_rebuild_switches_in_one_step_and_keeps_one_old_version(swedish):
    first = swedish.current()
    second = make_index("sv", SWEDISH[:1]).current()
    make_index("sv", SWEDISH[1:2])
    assert not first.exists()
    assert second.exists()
    assert search("sv", "förskola").count == 1
    assert search("sv", "bygglov").count == 0


def test_reader_keeps_its_snapshot_while_the_index_changes(swedish):
    snapshot = Reader(swedish).snapshot()
    make_index("sv", [])
    make_index("sv", [])
    assert snapshot.searcher.num_docs == len(SWEDISH)


def test_unchanged_index_is_not_read_again(swedish):
    reader = Reader(swedish)
    assert reader.snapshot() is reader.snapshot()


def test_only_one_process_writes_at_a_time(swedish):
    with swedish.writing(), pytest.raises(IndexBusy), Store("sv").writing():
        pass
    with swedish.writing():
        pass


@pytest.mark.parametrize("damage", ["meta.json", "words.json", "state.json", "*.term", "*.store"])
def test_damaged_index_is_reported_and_nothing_worse(swedish, damage):
    for path in swedish.current().glob(damage):
        path.write_bytes(b"\x00 broken" * 200)
    with pytest.raises(IndexUnavailable):
        search("sv", "bygglov")
    assert not is_sound(swedish)
    make_index("sv", SWEDISH)
    assert search("sv", "bygglov").count


def test_damage_is_logged_once_and_not_read_again_by_every_search(swedish, caplog, monkeypatch):
    (swedish.current() / "meta.json").write_text("{")
    tries = []
    load = Reader._load
    monkeypatch.setattr(Reader, "_load", lambda reader, stamp: tries.append(stamp) or load(reader, stamp))
    for _ in range(5):
        with pytest.raises(IndexUnavailable):
            search("sv", "bygglov")
    assert len(tries) == 1
    assert caplog.text.count("cannot be read") == 1


def test_reader_that_holds_a_snapshot_uses_it_when_the_new_one_is_damaged(swedish):
    assert search("sv", "bygglov").count
    (swedish.current() / "meta.json").write_text("{")
    assert search("sv", "bygglov").count
    assert swedish.is_broken()


@pytest.mark.parametrize("pointer", ["", "../../etc", "v123", "\x00", "v1\nv2"])
def test_pointer_to_nowhere_is_a_missing_index(swedish, pointer):
    (swedish.folder / "current").write_text(pointer)
    with pytest.raises(IndexUnavailable):
        search("sv", "bygglov")


def test_index_of_an_older_format_counts_as_missing(swedish):
    state = swedish.state()
    state.format = 0
    swedish.save_state(state)
    with pytest.raises(IndexUnavailable):
        search("sv", "bygglov")


def test_open_reader_answers_while_the_folder_is_gone(swedish):
    assert search("sv", "bygglov").count
    shutil.rmtree(swedish.folder)
    assert search("sv", "bygglov").count


def test_writers_and_readers_in_several_threads_and_processes_agree(swedish, search_dir):
    writer = textwrap.dedent(
        f"""
        import sys
        sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "site")!r}]
        import django
        from django.conf import settings
        django.setup()
        from pathlib import Path
        settings.SEARCH_DIR = Path({str(search_dir)!r})
        from search.engine.store import Store
        from search.engine.writer import update
        from tests.search.conftest import SWEDISH, entries
        store = Store("sv")
        for number in range(6):
            with store.writing(wait=True):
                update(store, entries([{{**SWEDISH[0], "title": f"Bygglov nummer {{number}}"}}]), ())
        """
    )
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", writer])
    failures, seen = [], set()

    def read():
        while process.poll() is None:
            try:
                seen.add(search("sv", "bygglov").hits[0].title)
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for _ in range(2):
        time.sleep(0.3)
        with Store("sv").writing(wait=True):
            pass
    for thread in readers:
        thread.join()
    assert process.returncode == 0
    assert failures == []
    assert len(seen) > 1
    assert search("sv", "bygglov").hits[0].title == "Bygglov nummer 5"
