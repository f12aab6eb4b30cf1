"""Build the demo municipality that the browser tests look at, with the same steps as bin/demo.

Run as a program with TORGET_VAR and DEMO_PASSWORD set: nothing of Django is loaded in the tests' own process.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

from commands import catalogues, front_end  # noqa: E402
from commands.demo import build_site, ensure_secrets  # noqa: E402
from commands.ground import PYTHON, VAR, Steps, StopError, environment, only_one  # noqa: E402

BUILT_FOR = VAR / "built-for"
PAGES = VAR / "pages.json"


def build():
    """Do every step that is not up to date, then list the pages."""
    front_end.ensure_build()
    catalogues.ensure()
    ensure_secrets()
    build_site(Steps(3))
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.demo", PYTHONPATH=f"{ROOT}:{ROOT / 'site'}")
    listing = subprocess.run([PYTHON, "-m", "tests.browser.page_list"], cwd=ROOT, env=env, stdout=subprocess.PIPE)
    if listing.returncode:
        raise StopError("the pages cannot be listed")
    PAGES.write_bytes(listing.stdout)
    return len(json.loads(listing.stdout))


def remove_all():
    """Remove what an earlier code left, but for the lock that is held."""
    for path in VAR.iterdir():
        if path.name != "setup.lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main():
    """Build once for a test run; whoever comes later waits for it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    with only_one():
        if run and BUILT_FOR.exists() and BUILT_FOR.read_text() == run:
            return
        try:
            build()
        except StopError:
            remove_all()
            build()
        BUILT_FOR.write_text(run)


if __name__ == "__main__":
    main()
