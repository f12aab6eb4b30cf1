"""var/crisis: versions appear whole or not at all, the last good one stays, nothing leads out of the folder."""

import gzip
import json
import os
import shutil
import threading
import time

import pytest

from crisis.state import CrisisFolder, Damaged, writing
from tests.crisis.crisis_files import file_of, homes, manifest, page, switch


@pytest.fixture
def folder(tmp_path):
    return CrisisFolder(tmp_path / "crisis")


def title(live, path="/"):
    return live.pages[path].bodies["identity"].split(b"<title>")[1].split(b"</title>")[0].decode()


def test_before_the_first_switch_nothing_is_live(folder):
    assert folder.live() is None
    assert (folder.highest(), folder.numbers(), folder.scenarios()) == (0, [], {})


def test_a_version_is_live_for_every_reader_at_once(folder):
    other = CrisisFolder(folder.root)
    switch(folder.root, 1, homes("first"))
    assert title(folder.live()) == title(other.live(), "/nb/") == "first"
    switch(folder.root, 2, homes("second"))
    assert title(folder.live()) == title(other.live(), "/en/") == "second"
    assert (folder.live().number, folder.live().is_on, folder.live().level, folder.highest()) == (2, True, 3, 2)


def test_unchanged_files_are_not_read_again(folder):
    switch(folder.root, 1, homes("first"))
    first = folder.live()
    assert folder.live() is first


def test_a_version_written_again_is_read_again(folder):
    switch(folder.root, 1, homes("first"))
    folder.live()
    folder.write(manifest(1, ["/"]), {file_of("/"): page("mended")})
    assert title(folder.live()) == "mended"


def test_files_are_compressed_and_found_by_address(folder):
    name = switch(folder.root, 1, {"/": "home", "/kris/ar/": "arabic", "/api/crisis.json": "data"})
    place = folder.root / name
    for address in ("index.html", "kris/ar/index.html", "api/crisis.json"):
        assert gzip.decompress((place / "www" / f"{address}.gz").read_bytes()) == (place / "www" / address).read_bytes()
        assert (place / "www" / f"{address}.br").stat().st_size < (place / "www" / address).stat().st_size
    assert set(folder.live().pages["/"].bodies) == {"identity", "gzip", "br"}
    assert not (place / "www" / "manifest.json").exists()


def test_the_same_content_gives_the_same_bytes(folder):
    first, second = (switch(folder.root, number, homes("same")) for number in (1, 2))
    for path in sorted((folder.root / first).rglob("*.gz")):
        assert path.read_bytes() == (folder.root / second / path.relative_to(folder.root / first)).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda place: shutil.rmtree(place),
        lambda place: (place / "manifest.json").write_text("{"),
        lambda place: (place / "manifest.json").write_bytes(b"\xff\xfe\0"),
        lambda place: (place / "manifest.json").write_text("[]"),
        lambda place: (place / "manifest.json").write_text('{"format": 1}'),
        lambda place: (place / "manifest.json").write_text('{"format": 1, "number": "x", "pages": {}}'),
        lambda place: (place / "manifest.json").write_text("[" * 100_000),
        lambda place: (place / "manifest.json").unlink(),
        lambda place: (place.parents[1] / "live").unlink(),
        lambda place: shutil.rmtree(place.parents[1]),
    ],
)
def test_whatever_is_broken_the_last_good_version_stays(folder, damage):
    place = folder.root / switch(folder.root, 1, homes("first"))
    assert title(folder.live()) == "first"
    damage(place)
    assert title(folder.live()) == "first"
    if folder.root.exists():
        CrisisFolder(folder.root).live()  # who has never seen a good one has none, and no error
    switch(folder.root, 2, homes("second"))
    assert title(folder.live()) == "second", "a good version is seen at once, also after damage"


def test_an_empty_page_is_damage(folder):
    place = folder.root / switch(folder.root, 1, homes("first"))
    (place / file_of("/")).write_bytes(b"")
    with pytest.raises(Damaged, match="empty"):
        folder.read("versions/1")
    assert folder.live() is None


def test_a_page_mended_by_hand_is_shown_without_its_old_compressed_copies(folder):
    place = folder.root / switch(folder.root, 1, homes("wrong"))
    before = folder.live().pages["/"].etag
    (place / file_of("/")).write_bytes(page("right"))
    mended = CrisisFolder(folder.root).live()
    assert title(mended) == "right"
    assert set(mended.pages["/"].bodies) == {"identity"}
    assert mended.pages["/"].etag != before


def test_a_broken_compressed_copy_is_left_out(folder):
    place = folder.root / switch(folder.root, 1, homes("first"))
    (place / f"{file_of('/')}.br").write_bytes(b"not brotli")
    assert set(folder.live().pages["/"].bodies) == {"identity", "gzip"}


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "pages/../../x", "pages//x", "", "pages/.", "a\0b"])
def test_no_file_leads_out_of_the_folder(folder, name):
    broken = manifest(1, ["/"])
    broken["pages"]["/"]["file"] = name
    with pytest.raises(ValueError, match="not a file"):
        folder.write(broken, {name: b"x"})
    assert folder.numbers() == []
    place = folder.root / switch(folder.root, 2, homes("good"))
    text = json.loads((place / "manifest.json").read_text())
    text["pages"]["/"]["file"] = name
    (place / "manifest.json").write_text(json.dumps(text))
    assert folder.live() is None


def test_live_may_not_lead_out_of_the_folder(folder, tmp_path):
    switch(tmp_path / "elsewhere", 1, homes("foreign"))
    folder.root.mkdir()
    folder.link.symlink_to("../elsewhere/versions/1")
    assert folder.live() is None


def test_a_failed_write_leaves_nothing_behind(folder, monkeypatch):
    switch(folder.root, 1, homes("first"))
    before = sorted(path.name for path in folder.root.rglob("*"))
    calls = []

    def disk_full(path, content):
        calls.append(path)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(writing, "write_file", disk_full)
    with pytest.raises(OSError, match="No space"):
        switch(folder.root, 2, homes("second"))
    assert sorted(path.name for path in folder.root.rglob("*")) == before
    assert title(folder.live()) == "first"


def test_a_version_that_cannot_be_read_never_goes_live(folder):
    switch(folder.root, 1, homes("first"))
    (folder.root / "versions" / "2").mkdir()
    for name in ("versions/2", "versions/3"):
        with pytest.raises(Damaged):
            folder.go_live(name)
    assert title(folder.live()) == "first"


def test_ready_made_versions_have_no_number(folder):
    name = folder.write(manifest(None, ["/"], origin="file"), {file_of("/"): page("ready")}, key="drinking-water")
    assert name == "ready/drinking-water"
    folder.go_live(name)
    assert (folder.live().number, folder.live().origin, folder.highest()) == (None, "file", 0)
    folder.write(manifest(None, ["/"], origin="file"), {file_of("/"): page("changed")}, key="drinking-water")
    assert title(folder.live()) == "changed"


@pytest.mark.parametrize("key", ["", "..", "a/b", "-x", "Å", "x" + "\n"])
def test_odd_keys_are_refused(folder, key):
    with pytest.raises(ValueError, match="not a key"):
        folder.write(manifest(None, ["/"]), {file_of("/"): page("x")}, key=key)
    with pytest.raises(KeyError):
        folder.read_scenario(key)


def test_scenarios_are_exported_and_a_damaged_one_hides_no_other(folder):
    folder.export_scenario("flood", {"key": "flood", "name": {"sv": "Översvämning"}})
    folder.export_scenario("fire", {"key": "fire"})
    (folder.root / "scenarios" / "evacuation.json").write_text("{")
    assert folder.read_scenario("flood")["name"]["sv"] == "Översvämning"
    assert list(folder.scenarios()) == ["fire", "flood"]
    with pytest.raises(KeyError):
        folder.read_scenario("unknown")
    folder.remove_scenario("flood")
    assert list(folder.scenarios()) == ["fire"]


def test_old_versions_go_but_never_the_live_one(folder):
    for number in range(1, 8):
        switch(folder.root, number, homes(str(number)))
    folder.go_live("versions/2")
    dead = folder.root / "versions" / ".9.new-123-abcd"
    dead.mkdir()
    os.utime(dead, (0, 0))
    assert folder.prune(keep=3) == ["versions/1", "versions/3", "versions/4"]
    assert folder.numbers() == [2, 5, 6, 7]
    assert not dead.exists()
    assert title(folder.live()) == "2"


def test_only_one_switches_at_a_time(folder):
    inside, done = threading.Event(), threading.Event()

    def hold():
        with CrisisFolder(folder.root).lock():
            inside.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(10)
    with pytest.raises(TimeoutError), folder.lock(0.1):
        pass
    done.set()
    holder.join()
    with folder.lock(0.1):
        pass


def test_readers_never_see_half_a_version_or_an_older_one(folder):
    """Pages of one version only, and numbers that only grow, while another thread switches."""
    switch(folder.root, 1, homes("1"))
    stop, wrong = threading.Event(), []

    def read():
        last = 0
        while not stop.is_set():
            live = folder.live()
            texts = {title(live, path) for path in live.pages}
            if texts != {str(live.number)} or live.number < last:
                wrong.append((texts, live.number, last))
            last = live.number

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(2, 12):
        switch(folder.root, number, homes(str(number)))
        time.sleep(0.01)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
