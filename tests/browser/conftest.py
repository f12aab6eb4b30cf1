"""A served demo municipality, a real browser, pages in every mode, signed-in staff."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import served_demo
from tests.deploy.processes import ROOT

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 700}


def pytest_collection_modifyitems(items):
    """Mark every test of this folder: it needs a browser, and a minute or two while the demo is being built."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(autouse=True)
def _empty_caches():
    """The site runs in a process of its own: there is nothing to empty here."""
    return


@pytest.fixture(scope="session")
def site(built, tmp_path_factory):
    """The demo, served for this worker; no test changes its content."""
    running, served = served_demo.serve(built, tmp_path_factory.mktemp("site") / "granian.log")
    yield served
    running.stop()


@pytest.fixture
def own_site(built, tmp_path):
    """A copy of the demo that the test may change."""
    served_demo.copy(built, tmp_path / "var")
    running, served = served_demo.serve(tmp_path / "var", tmp_path / "granian.log")
    yield served
    running.stop()


def browser_program():
    """Return the browser that bin/test found, else the machine's own."""
    found = os.environ.get("TORGET_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium here: bin/test installs one"
    return found


@pytest.fixture(scope="session")
def browser():
    """One browser a worker."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home}
        browser = playwright.chromium.launch(executable_path=browser_program(), args=SWITCHES, env=env)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser):
    """A function that opens an empty page in a fresh context (viewport, colour scheme …)."""
    contexts = []

    def make(**options):
        context = browser.new_context(**{"viewport": DESK, "locale": "sv-SE", **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """An ordinary visitor's page at a desk."""
    return new_page()


@pytest.fixture(scope="session")
def axe_script():
    """The source of axe."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sign_ins():
    """Who has signed in where in this worker: a browser's state by site and user."""
    return {}


def sign_in(context, site, user):
    """Sign in through the real form."""
    page = context.new_page()
    page.goto(f"{site.base}/accounts/login/?next=/admin/")
    page.fill("input[name=login]", f"{user}@norrvik.example")
    page.fill("input[name=password]", site.password)
    page.click("main form[method=post] button[type=submit] >> nth=0")
    page.wait_for_url(f"{site.base}/admin/")
    page.close()


@pytest.fixture
def staff(browser, sign_ins):
    """A function that opens the front page of the admin for a member of staff: `staff(site, "publicist")`."""
    contexts = []

    def enter(site, user, **options):
        known = sign_ins.get((site.base, user))
        context = browser.new_context(**{"viewport": DESK, "locale": "sv-SE", "storage_state": known, **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        if known is None:
            sign_in(context, site, user)
            sign_ins[site.base, user] = context.storage_state()
        page = context.new_page()
        page.goto(f"{site.base}/admin/")
        return page

    yield enter
    for context in contexts:
        context.close()
