"""Build the demo municipality that tests look at, by bin/demo, once for a run of the tests.

Run as a program with TORGET_VAR set: nothing of Django is loaded in the tests' own process. What bin/demo said is kept
in set-up.log, which tests/deploy reads.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

from commands.ground import PYTHON, VAR, environment, only_one  # noqa: E402

BUILT_FOR = VAR / "built-for"


def run(*command, **options):
    """Run a program and return what it said; what went wrong ends this one too."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


def build():
    """Set up the demo, then list its pages."""
    (VAR / "set-up.log").write_text(run(sys.executable, ROOT / "bin/demo", "--no-serve"))
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.demo", PYTHONPATH=f"{ROOT}:{ROOT / 'site'}")
    (VAR / "pages.json").write_text(run(PYTHON, "-m", "tests.browser.page_list", env=env))


def remove_all():
    """Remove what an earlier run left, but for the locks."""
    for path in VAR.iterdir():
        if path.suffix != ".lock":
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def main():
    """Build once for a test run; whoever comes later waits for it."""
    test_run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    with only_one("building.lock"):
        if test_run and BUILT_FOR.exists() and BUILT_FOR.read_text() == test_run:
            return
        try:
            build()
        except SystemExit:  # what an older code left may stand in the way
            remove_all()
            build()
        BUILT_FOR.write_text(test_run)


if __name__ == "__main__":
    main()
