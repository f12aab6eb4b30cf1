"""P3 of quality.md: whatever is done to one event of a chain, the command names the first bad one."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from core.chain import new_salt
from core.models import ChainTombstone
from core.models.chain import AppendOnlyError, bury
from core.verifying import faults
from crisis.models import CrisisBook, CrisisLogEntry

SIZE = 10_000 if os.environ.get("TORGET_DRILLS") else 300
MIDDLE = SIZE // 2
TABLE = CrisisLogEntry._meta.db_table
pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    """A chain of many events: all but the last ones written at once, as `append` would write them."""
    book = CrisisBook.objects.create(pk=1)
    now, entries, before = timezone.now(), [], ""
    for number in range(1, SIZE - 9):
        entry = CrisisLogEntry(
            book=book, position=number, at=now, by="Anna", kind="update", origin="admin",
            payload={"text": f"Nr {number}"}, salt=new_salt(),
        )  # fmt: skip
        entry.digest = entry.expected_digest()
        entry.hash = before = entry.expected_hash(book.chain_key, before)
        entries.append(entry)
    CrisisLogEntry.objects.bulk_create(entries, batch_size=500)
    book.chain_count, book.chain_head = len(entries), before
    book.chain_seal = book.expected_seal()
    book.save()
    for number in range(10):
        CrisisLogEntry.append(book, kind="update", payload={"text": f"Last {number}"}, by="Anna", origin="admin")
    return book


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def first_bad():
    """Return what the command says, which must end with an error."""
    with pytest.raises(CommandError) as caught:
        call_command("verify_events", stdout=StringIO())
    return str(caught.value).splitlines()[0]


def names(position):
    return f"crisis.CrisisBook:1: event {position} "


def test_a_chain_that_nobody_touched_verifies(book):
    out = StringIO()
    call_command("verify_events", stdout=out)
    assert str(SIZE) in out.getvalue()


@pytest.mark.parametrize("position", [1, MIDDLE, SIZE])
@pytest.mark.parametrize(
    "change",
    ['payload = \'{"text": "forged"}\'', "\"by\" = 'Eve'", "at = '2020-01-01 00:00:00'", "kind = 'off'", "version = 7"],
)
def test_an_altered_event_is_named(book, position, change):
    sql(f"UPDATE {TABLE} SET {change} WHERE position = %s", position)
    assert first_bad().startswith(names(position))


@pytest.mark.parametrize("position", [1, MIDDLE, SIZE])
def test_a_deleted_event_is_named_the_last_one_too(book, position):
    sql(f"DELETE FROM {TABLE} WHERE position = %s", position)
    assert first_bad().startswith(names(position))


def test_a_deleted_end_is_found_though_the_count_was_put_right(book):
    before = CrisisLogEntry.objects.get(position=SIZE - 1).hash
    sql(f"DELETE FROM {TABLE} WHERE position = %s", SIZE)
    sql(f"UPDATE {CrisisBook._meta.db_table} SET chain_count = %s, chain_head = %s", SIZE - 1, before)
    assert first_bad().startswith(names(SIZE))


def test_events_that_changed_places_are_named(book):
    for old, new in ((MIDDLE, SIZE + 5), (MIDDLE + 1, MIDDLE), (SIZE + 5, MIDDLE + 1)):
        sql(f"UPDATE {TABLE} SET position = %s WHERE position = %s", new, old)
    assert first_bad().startswith(names(MIDDLE))


def test_an_inserted_event_is_named(book):
    last = CrisisLogEntry.objects.get(position=SIZE)
    forged = {
        name: getattr(last, name)
        for name in ("book", "at", "by", "kind", "payload", "salt", "digest", "hash", "origin")
    }
    CrisisLogEntry.objects.bulk_create([CrisisLogEntry(position=SIZE + 1, **forged)])
    assert first_bad().startswith(names(SIZE + 1))


def test_an_event_put_in_the_middle_is_named(book):
    for position in range(SIZE, MIDDLE - 1, -1):
        sql(f"UPDATE {TABLE} SET position = %s WHERE position = %s", position + 1, position)
    old = CrisisLogEntry.objects.get(position=MIDDLE + 1)
    forged = {
        name: getattr(old, name) for name in ("book", "at", "by", "kind", "payload", "salt", "digest", "hash", "origin")
    }
    CrisisLogEntry.objects.bulk_create([CrisisLogEntry(position=MIDDLE, **forged)])
    assert first_bad().startswith((names(MIDDLE), names(MIDDLE + 1)))


def test_an_event_erased_by_rule_verifies_and_the_row_stays(book):
    entry = CrisisLogEntry.objects.get(position=MIDDLE)
    entry.erase(by="Arkivarie", rule="GDPR 17")
    assert list(faults()) == []
    row = CrisisLogEntry.objects.get(position=MIDDLE)
    assert (row.payload, row.salt) == (None, "")
    assert CrisisLogEntry.objects.last().payload == {"position": MIDDLE, "rule": "GDPR 17"}


def test_content_dropped_without_a_rule_is_named(book):
    sql(f"UPDATE {TABLE} SET payload = NULL, salt = '' WHERE position = %s", MIDDLE)
    assert first_bad().startswith(names(MIDDLE))


def test_a_buried_owner_leaves_a_tombstone_that_cannot_be_forged(book):
    bury(book, by="Arkivarie", rule="gallring 2036")
    assert not CrisisLogEntry.objects.exists()
    assert ChainTombstone.objects.get().count == SIZE
    assert list(faults()) == []
    sql(f"UPDATE {ChainTombstone._meta.db_table} SET count = 3")
    assert "tombstone" in first_bad()


def test_events_are_never_changed_or_deleted_by_the_program():
    book = CrisisBook.objects.create(pk=1)
    entry = CrisisLogEntry.append(book, kind="on", payload={}, origin="admin")
    for act in (entry.save, entry.delete, CrisisLogEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        CrisisLogEntry.objects.update(by="Eve")


def test_without_the_key_no_chain_verifies(book, settings):
    settings.CHAIN_KEY = "another"
    assert first_bad().startswith(names(1))
