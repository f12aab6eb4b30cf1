"""The counts that editors see: what may be kept, and that counting never gets in the way."""

import datetime
import os
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from search import query_log
from search.models import QueryCount


@pytest.fixture(autouse=True)
def _collect_at_once(monkeypatch):
    monkeypatch.setattr(query_log, "SETTLED_AFTER", -1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bygglov   VILLA ", "bygglov villa"),
        ("anna.svensson@exempel.se", ""),
        ("mejla anna@exempel.se bygglov", "mejla bygglov"),
        ("anna＠exempel.se", ""),
        ("19800101-1234", ""),
        ("19 80 01 01 12 34 bygglov", "bygglov"),
        ("800101+1234", ""),
        ("ring 0910-55 50 00", "ring"),
        ("+46 910 55 50 00", ""),
        ("ärende 123456", "ärende"),
        ("1.2.3.4.5.6", ""),
        ("plan 12345", "plan 12345"),
        ("931 00 norrvik", "931 00 norrvik"),
        ("１２３４５６", ""),
        ("a" * 500, "a" * 100),
        ("by\x00gg\ud800lov\x1b[2J", "by gglov [2j"),
        ("", ""),
    ],
)
def test_what_is_kept_of_a_search(typed, kept):
    assert query_log.normalise(typed) == kept


@pytest.mark.django_db
def test_searches_of_a_day_are_added_up_a_language():
    for language, text, hits in (("sv", "Bygglov", 3), ("sv", "bygglov ", 4), ("nb", "bygglov", 0)):
        query_log.note(language, text, hits)
    assert query_log.collect() == 3
    query_log.note("sv", "bygglov", 5)
    query_log.collect()
    rows = {(row.language, row.query): (row.count, row.hits) for row in QueryCount.objects.all()}
    assert rows == {("sv", "bygglov"): (3, 5), ("nb", "bygglov"): (1, 0)}
    assert QueryCount.objects.filter(day=timezone.localdate()).count() == 2
    assert query_log.collect() == 0


@pytest.mark.django_db
def test_what_may_not_be_kept_is_never_written_anywhere(search_dir):
    query_log.note("sv", "19800101-1234 anna@exempel.se", 0)
    query_log.note("sv", "bygglov 19800101-1234", 0)
    written = (search_dir / "queries" / "open.jsonl").read_text()
    query_log.collect()
    assert "1980" not in written
    assert "1234" not in written
    assert "anna" not in written
    assert list(QueryCount.objects.values_list("query", flat=True)) == ["bygglov"]


def test_fields_of_a_count_hold_nothing_about_who_searched():
    assert {field.name for field in QueryCount._meta.get_fields()} == {
        "id",
        "day",
        "language",
        "query",
        "hits",
        "count",
    }


def test_noting_needs_no_database():
    """Without the `db` mark any query would fail this test."""
    query_log.note("sv", "bygglov", 1)


def test_disk_that_cannot_be_written_is_not_noticed_by_who_searches(search_dir):
    search_dir.parent.mkdir(exist_ok=True)
    search_dir.write_text("a file where the folder should be")
    query_log.note("sv", "bygglov", 1)


def test_counting_stops_before_the_disk_is_full(search_dir, monkeypatch):
    monkeypatch.setattr(query_log, "LARGEST_FILE", 200)
    for _ in range(100):
        query_log.note("sv", "bygglov", 1)
    assert (search_dir / "queries" / "open.jsonl").stat().st_size < 300


@pytest.mark.django_db
def test_broken_lines_are_skipped(search_dir):
    query_log.note("sv", "bygglov", 1)
    with (search_dir / "queries" / "open.jsonl").open("ab") as stream:
        stream.write(b'not json\n{"a": 1}\n[1, 2]\n\xff\xfe\n["x", "sv", "q", 1]\n["2026-01-01", "sv", "sopor", "2"]\n')
    assert query_log.collect() == 2
    assert set(QueryCount.objects.values_list("query", flat=True)) == {"bygglov", "sopor"}


@pytest.mark.django_db
def test_nothing_is_lost_when_the_database_fails(monkeypatch):
    query_log.note("sv", "bygglov", 1)
    add = query_log._add

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(query_log, "_add", fail)
    with pytest.raises(RuntimeError):
        query_log.collect()
    monkeypatch.setattr(query_log, "_add", add)
    assert query_log.collect() == 1


@pytest.mark.django_db
def test_robot_that_invents_searches_does_not_fill_the_table(monkeypatch):
    monkeypatch.setattr(query_log, "MOST_QUERIES_A_DAY", 3)
    for number in range(10):
        query_log.note("sv", f"ord{number}", 0)
    query_log.collect()
    query_log.note("sv", "ord0", 0)
    query_log.collect()
    assert QueryCount.objects.count() == 3
    assert QueryCount.objects.get(query="ord0").count == 2


@pytest.mark.django_db
def test_counts_are_forgotten_after_thirteen_months():
    today = timezone.localdate()
    for days in (0, 399, 401):
        QueryCount.objects.create(day=today - datetime.timedelta(days=days), language="sv", query="x", hits=0, count=1)
    assert query_log.forget_old() == 1


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Let several connections see the rows, and remove only these afterwards: flushing would take the page tree too."""
    with django_db_blocker.unblock():
        yield
        QueryCount.objects.all().delete()
        connection.close()


@pytest.mark.usefixtures("committed")
def test_two_nodes_may_count_the_same_search_at_once():
    key = (timezone.localdate(), "sv", "bygglov")
    failures = []

    def add():
        try:
            for _ in range(5):
                query_log._add({key: 2}, {key: 1})
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert QueryCount.objects.get().count == 40


def test_noting_from_many_threads_loses_no_line(search_dir):
    threads = [
        threading.Thread(target=lambda: [query_log.note("sv", "bygglov", 1) for _ in range(50)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len((search_dir / "queries" / "open.jsonl").read_text().splitlines()) == 400


@pytest.mark.django_db
def test_batch_that_may_still_be_written_to_waits(search_dir, monkeypatch):
    monkeypatch.setattr(query_log, "SETTLED_AFTER", 2.0)
    query_log.note("sv", "bygglov", 1)
    assert query_log.collect() == 0
    for batch in (search_dir / "queries").glob("batch-*"):
        os.utime(batch, (time.time() - 5, time.time() - 5))
    assert query_log.collect() == 1
