"""The journal of what was done without the database: append-only, entered once, readable after a crash."""

import errno
import os
import threading

import pytest

from crisis.state import Journal


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "crisis")


def test_entries_wait_until_they_are_entered(journal):
    assert journal.unentered() == []
    first, second = journal.write({"action": "on"}), journal.write({"action": "off"})
    journal.mark_entered([first])
    assert [entry["id"] for entry in journal.unentered()] == [second]
    assert [entry["action"] for entry in journal.entries()] == ["on", "off"]
    journal.mark_entered([second])
    journal.mark_entered([])
    assert journal.unentered() == []
    assert [entry["action"] for entry in journal.entries()] == ["on", "off"], "nothing is ever removed"


def test_words_of_all_kinds_stay_one_line(journal):
    text = "Koka vattnet\n\u2028\u2029 اغلوا الماء \x85 \udc80"
    journal.write({"text": text})
    assert journal.unentered()[0]["text"] == text


def test_a_line_that_a_crash_cut_off_hides_no_other(journal):
    journal.write({"action": "on"})
    with journal.path.open("ab") as file:
        file.write(b'{"action": "upd\xc3')
    journal.write({"action": "off"})
    assert [entry["action"] for entry in journal.unentered()] == ["on", "off"]


def test_many_writers_lose_nothing(journal):
    def write(number):
        for count in range(20):
            journal.write({"number": number, "count": count})

    writers = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len({(entry["number"], entry["count"]) for entry in journal.unentered()}) == 100


def test_a_full_disk_is_told_and_leaves_no_half_line(journal, monkeypatch):
    journal.write({"action": "on"})
    before = journal.path.read_bytes()

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        journal.write({"action": "off"})
    assert journal.path.read_bytes() == before
