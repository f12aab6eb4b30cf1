"""The parts of bin/demo and bin/test that can be looked at without installing anything."""

import gettext
import io
import json
import re
import stat
import sys

import polib
import pytest

from bin.commands import catalogues, demo, ground, python_env, suite
from tests.deploy.processes import ROOT

CATALOGUE = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"

#: a comment
msgctxt "verb"
msgid "Open"
msgstr "Öppna"
msgid "Open"
msgstr "Öppen"

#, python-format
msgid "%(count)s service"
msgid_plural "%(count)s services"
msgstr[0] "%(count)s tjänst"
msgstr[1] ""
"%(count)s "
"tjänster"

#, fuzzy
#| msgid "Older"
msgid "Fuzzy"
msgstr "Ungefär"

msgid "Untranslated"
msgstr ""

msgid "A \"quoted\"\ttext\n"
msgstr "En \"citerad\"\ttext\n"

#~ msgid "Old"
#~ msgstr "Gammal"
"""


def test_own_compiler_of_catalogues_agrees_with_polib():
    own = gettext.GNUTranslations(io.BytesIO(catalogues.compiled(catalogues.parse(CATALOGUE, "x.po"))))
    reference = gettext.GNUTranslations(io.BytesIO(polib.pofile(CATALOGUE).to_binary()))
    assert own._catalog == reference._catalog | {"": own._catalog[""]}
    assert own.ngettext("%(count)s service", "%(count)s services", 5) == "%(count)s tjänster"
    assert own.pgettext("verb", "Open") == "Öppna"
    assert own.gettext("Fuzzy") == "Fuzzy"


def test_a_broken_catalogue_is_refused_with_file_and_line():
    with pytest.raises(ground.StopError, match=r"x\.po, line 2: not understood"):
        catalogues.parse('msgid "a"\nmsgstr b', "x.po")


def test_every_catalogue_of_ours_compiles(tmp_path):
    for source in (ROOT / "site").glob("locale*/*/LC_MESSAGES/*.po"):
        assert catalogues.compiled(catalogues.parse(source.read_text(), source.name))


def pins(name):
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_the_test_lock_holds_the_runtime_lock():
    """So that one .venv serves bin/demo and bin/test."""
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert len(runtime) > 30
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "package-lock.json", ".npmrc"])
def test_no_lock_names_a_registry(name):
    assert not re.search(r'--(extra-)?index-url|"resolved"|registry\s*=', (ROOT / name).read_text())


def test_every_npm_package_has_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_digest_sees_names_and_contents_but_no_caches(tmp_path):
    (tmp_path / "a.py").write_text("1")
    first = ground.digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    (tmp_path / "sv.mo").write_text("x")
    assert ground.digest(tmp_path) == first
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    second = ground.digest(tmp_path)
    (tmp_path / "b.py").write_text("2")
    assert len({first, second, ground.digest(tmp_path)}) == 3


def test_a_broken_stamp_file_means_do_it_again(tmp_path):
    stamps = ground.Stamps(tmp_path / "stamps.json")
    stamps.remember("step", "1")
    assert stamps.is_current("step", "1")
    (tmp_path / "stamps.json").write_text("{")
    assert not stamps.is_current("step", "1")


def test_secrets_are_readable_by_their_owner_only(tmp_path):
    path = tmp_path / "demo.env"
    path.write_text("old")
    path.chmod(0o644)
    demo.write_privately(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


def test_fresh_removes_the_demo_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "picture.svg").write_text("x")
    (tmp_path / "db.sqlite3").write_text("x")
    (tmp_path / "my-thesis.odt").write_text("x")
    demo.remove_old()
    assert [path.name for path in tmp_path.iterdir()] == ["my-thesis.odt"]


def test_a_moved_environment_is_repaired(tmp_path, monkeypatch):
    environment = tmp_path / "new place" / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "tool").write_text("#!/old place/.venv/bin/python\nprint('moved')\n")
    monkeypatch.setattr(python_env, "VENV", environment)
    python_env.move_in("/old place/.venv")
    assert (environment / "bin" / "tool").read_text().startswith(f"#!{environment}/bin/python\n")
    assert (environment / "bin" / "python").exists()


def test_debian_without_venv_is_told_the_one_line_to_run(monkeypatch):
    monkeypatch.setattr(python_env.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(python_env, "as_root_with_apt", lambda: False)
    with pytest.raises(ground.StopError, match=r"sudo apt-get install python3\.\d+-venv"):
        python_env.create()


def test_a_failed_step_shows_the_output_and_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr(ground, "VAR", tmp_path)
    with pytest.raises(ground.StopError, match=r"(?s)the reason.*This command failed \(3\)"):
        ground.quietly([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"])


@pytest.mark.parametrize(
    ("source", "code", "closing"),
    [
        ("def test_good(): pass", 0, "1 passed in"),
        ("def test_bad(): assert False", 1, "1 failed in"),
        ("raise ImportError", 2, "1 error in"),
    ],
)
def test_pytests_closing_line_is_held_back_for_the_end(tmp_path, capsys, monkeypatch, source, code, closing):
    (tmp_path / "test_it.py").write_text(source)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.setattr(suite, "PYTHON", sys.executable)
    words = ["-q", "-p", "no:django", "-p", "no:cacheprovider", "-c", str(tmp_path / "pytest.ini"), str(tmp_path)]
    got, line, failures = suite.run_pytest(words, {"PYTHONDONTWRITEBYTECODE": "1"})
    assert (got, closing in line, bool(failures)) == (code, True, bool(code))
    assert source in "\n".join(failures) or not code
    assert line not in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "failed", "code"), [("", [], 0), ("true", [], 1), ("", ["Types (mypy)"], 1)])
def test_what_is_left_out_stands_last_and_fails_only_in_ci(capsys, monkeypatch, ci, failed, code):
    monkeypatch.setenv("CI", ci)
    run = suite.Suite(checks_too=True)
    run.left_out, run.failed = ["nginx"], failed
    assert run.finish("12 passed in 3.45s") == code
    assert capsys.readouterr().out.splitlines()[-2:] == ["12 passed in 3.45s", "LEFT OUT: nginx"]


def test_pytests_closing_line_is_last_when_nothing_is_left_out(capsys):
    assert suite.Suite(checks_too=True).finish("12 passed in 3.45s") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "12 passed in 3.45s"
