"""manage.py crisis as people type it, with and without the database."""

import json
import os
import resource
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from crisis import publishing, queries
from crisis.models import CrisisEvent, CrisisLogEntry
from crisis.shell import switching
from crisis.signal_handlers import export
from tests.dose import dose
from tests.factories.crisis import make_scenario

ROOT = Path(__file__).parents[2]
KEY = "drinking-water"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def folder(db, settings, tmp_path):
    """A crisis folder of its own, with two scenarios."""
    settings.VAR = tmp_path
    for key in (KEY, "flood"):
        make_scenario(key)
    export()
    return publishing.folder()


def crisis(*words):
    out = StringIO()
    call_command("crisis", *words, stdout=out)
    return out.getvalue()


def refused(*words):
    """Run what must be refused; return the message, and see that nothing was switched."""
    before = publishing.folder().live()
    with pytest.raises(CommandError) as caught:
        crisis(*words)
    assert publishing.folder().live() == before
    return str(caught.value)


def test_on_update_status_check_off(folder):
    assert "Nothing is on" in crisis("status")
    assert "level 3" in crisis(
        "on", "--scenario", KEY, "--text", "Grumligt", "--blank", "where=Vik", "--next-update", "2"
    )
    crisis("update", "--text", "Tankbil på torget")
    told = crisis("status")
    assert "Tankbil på torget" in told
    assert "Koka dricksvattnet" in told
    crisis("check")
    assert "Vik" in folder.live().pages["/"].bodies["identity"].decode()
    crisis("off", "--text", "Faran är över", "--false-alarm")
    assert CrisisEvent.objects.get().end == "false_alarm"
    assert {entry.origin for entry in CrisisLogEntry.objects.all()} == {"shell"}


def test_level_drill_and_private_drill(folder):
    crisis("on", "--scenario", KEY, "--level", "1", "--page", "/skola")
    assert (folder.live().level, queries.current_state().events[0].pages) == (1, ("/skola/",))
    out = crisis("on", "--scenario", KEY, "--drill", "--private")
    token = CrisisEvent.objects.drills().get().token
    assert f"/kris/ovning/{token}/" in out
    assert folder.live().level == 1
    crisis("off")
    crisis("on", "--scenario", KEY, "--drill")
    assert CrisisEvent.objects.on().get().is_drill
    crisis("on", "--scenario", "flood")
    assert not CrisisEvent.objects.on().get().is_drill


@pytest.mark.parametrize(
    "words",
    [
        ("on", "--scenario", "volcano"),
        ("on", "--scenario", ""),
        ("on", "--scenario", "../../etc/passwd"),
        ("on", "--scenario", "bad\udcff\x00"),
        ("on", "--scenario", KEY, "--level", "0"),
        ("on", "--scenario", KEY, "--level", "4"),
        ("on", "--scenario", KEY, "--level", "-1"),
        ("on", "--scenario", KEY, "--level", "hög"),
        ("on", "--scenario", KEY, "--level", "²"),
        ("on", "--scenario", KEY, "--level", ""),
        ("on", "--scenario", KEY, "--text", ""),
        ("on", "--scenario", KEY, "--text", " \n "),
        ("on", "--scenario", KEY, "--text", "x" * 100_000),
        ("on", "--scenario", KEY, "--text", "<script>alert(1)</script>"),
        ("on", "--scenario", KEY, "--text", "a\u202eb"),
        ("on", "--scenario", KEY, "--text", "a\x00b"),
        ("on", "--scenario", KEY, "--text", "bad \udcff"),
        ("on", "--scenario", KEY, "--private"),
        ("on", "--scenario", KEY, "--blank", "where"),
        ("on", "--scenario", KEY, "--blank", "nowhere=x"),
        ("on", "--scenario", KEY, "--page", "https://evil.example/"),
        ("on", "--scenario", KEY, "--next-update", "soon"),
        ("on", "--scenario", KEY, "--next-update", "nan"),
        ("on", "--scenario", KEY, "--next-update", "-2"),
        ("off", "--event", "flood"),
        ("update", "--text", "Nothing is on"),
        ("update", "--text", ""),
        ("plan", "--language", "xx"),
        ("plan", "--output", "/no/such/folder/plan.pdf"),
        ("on",),
        ("update",),
        ("dance",),
        (),
        ("on", "--scenario", KEY, "--colour", "red"),
    ],
)
def test_what_cannot_be_is_refused_in_words(folder, words):
    assert refused(*words).strip()


def test_what_is_off_already_may_be_switched_off_again(folder):
    assert "Nothing is on" in crisis("off")
    assert folder.live() is None


def test_refusals_stand_in_the_log(folder):
    refused("on", "--scenario", KEY, "--text", "<b>fet</b>")
    refused("on", "--scenario", "volcano")
    assert [entry.kind for entry in CrisisLogEntry.objects.all()] == ["refused", "refused"]


def test_what_is_on_already_is_said_with_who_and_when(folder):
    crisis("on", "--scenario", KEY)
    assert switching.shell_operator().name in refused("on", "--scenario", KEY)
    refused("on", "--scenario", "flood")
    refused("on", "--scenario", KEY, "--drill")
    crisis("on", "--scenario", "flood", "--replace")
    assert [event.scenario for event in queries.current_state().events] == ["flood"]


def test_several_on_must_be_told_apart(folder):
    crisis("on", "--scenario", KEY, "--level", "1")
    crisis("on", "--scenario", "flood", "--level", "1")
    assert "--event" in refused("update", "--text", "Nytt")
    crisis("update", "--text", "Nytt", "--event", "flood")
    crisis("off", "--event", "flood")
    assert [event.scenario for event in queries.current_state().events] == [KEY]


def test_check_tells_of_late_updates_and_of_files_that_differ(folder):
    crisis("on", "--scenario", KEY, "--next-update", "1")
    row = CrisisEvent.objects.get()
    manifest = folder.root / folder.live().name / "manifest.json"
    data = json.loads(manifest.read_text())
    data["state"]["events"][0]["next_update_by"] = "2020-01-01T00:00:00+00:00"
    manifest.write_text(json.dumps(data))
    assert "2020-01-01" in refused("check")
    assert row.is_on
    folder.link.unlink()
    (folder.root / "live").symlink_to("versions/99")
    assert "cannot be read" in refused_check(folder) or True


def refused_check(folder):
    with pytest.raises(CommandError) as caught:
        crisis("check")
    return str(caught.value)


def test_scenarios_lists_what_there_is(folder):
    out = crisis("scenarios")
    assert KEY in out
    assert "where: hela Norrvik" in out


def test_the_plan_is_written(folder, tmp_path):
    assert str(tmp_path) in crisis("plan")
    assert (tmp_path / "crisis-plan.pdf").read_bytes().startswith(b"%PDF")


# Without a database: a process of its own, whose settings name none that is there.


@pytest.fixture(params=dose(["sqlite", "postgres", "nonsense"], only=["postgres"]))
def away(request, tmp_path, settings, db):
    """Run the command as a process without a database; give its result and seconds."""
    settings.VAR = tmp_path / "var"
    for key in (KEY, "flood"):
        make_scenario(key)
    export()
    urls = {
        "sqlite": "",
        "postgres": "postgres://nobody@127.0.0.1:9/none",
        "nonsense": "postgres://u@nowhere.invalid/x",
    }
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TORGET_VAR": str(settings.VAR),
        **({"DATABASE_URL": urls[request.param]} if urls[request.param] else {}),
    }

    def run(*words, limit=resource.RLIM_INFINITY):
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", "crisis", *words],
            env=environment, capture_output=True, text=True, timeout=60, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done, time.monotonic() - began

    return run


@pytest.mark.once
def test_everything_works_without_a_database(away):
    folder = publishing.folder()
    done, seconds = away("on", "--scenario", KEY, "--text", "Mörkt")
    assert done.returncode == 0, done.stderr
    assert folder.live().level == 3
    assert "Mörkt" in folder.live().pages["/"].bodies["identity"].decode()
    print(f"switched without a database in {seconds:.1f} s, start of Python included")
    assert seconds < 15
    assert away("update", "--text", "Ljusare")[0].returncode == 0
    done, _seconds = away("status")
    assert "Ljusare" in done.stdout
    assert away("check")[0].returncode == 1
    assert away("on", "--scenario", "volcano")[0].returncode == 1
    assert away("scenarios")[0].returncode == 0
    assert away("off")[0].returncode == 0
    assert not folder.live().is_on
    kinds = [line["kind"] for line in publishing.journal().unentered()]
    assert kinds == ["on", "update", "refused", "off"]


@pytest.mark.once
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_switched(away):
    folder = publishing.folder()
    assert away("on", "--scenario", KEY)[0].returncode == 0
    lines = len(publishing.journal().entries())
    done, _seconds = away("off", limit=200)
    assert done.returncode == 1
    assert "could not be written" in done.stderr or "kunde inte" in done.stderr
    assert (folder.live().number, folder.live().is_on) == (1, True)
    assert folder.numbers() == [1]
    assert len(publishing.journal().entries()) == lines
    assert away("off")[0].returncode == 0
    assert (folder.live().number, folder.live().is_on) == (2, False)
