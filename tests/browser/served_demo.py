"""The demo municipality as the browser tests meet it: built once, served by granian with the shipped configuration."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.processes import ROOT, answers, free_port, start, wait_until

COPIED = ("db.sqlite3", "db.sqlite3-wal", "media", "search", "demo.env", "demo-password", "stamps.json")
NOT_FOR_THE_DEMO = {"DATABASE_URL", "DEMO_PASSWORD", "DJANGO_SETTINGS_MODULE"}


@dataclass(frozen=True)
class DemoPage:
    """A published page of the demo."""

    id: int
    type: str
    language: str
    key: str
    title: str
    path: str
    facts: dict


@dataclass
class DemoSite:
    """A served demo municipality."""

    var: Path
    base: str
    pages: list[DemoPage]

    @property
    def password(self):
        """Return the demo users' password."""
        return (self.var / "demo-password").read_text().strip()

    def of_type(self, kind, language="sv"):
        """Return the pages of a type ("services.ServicePage") in a language, in the order of the tree."""
        return [page for page in self.pages if page.type == kind and page.language == language]

    def first(self, kind, language="sv", **facts):
        """Return the first page of a type in a language whose facts are these."""
        found = [page for page in self.of_type(kind, language) if facts.items() <= page.facts.items()]
        assert found, f"the demo has no {kind} in {language} with {facts}"
        return found[0]

    def translation(self, page, language):
        """Return a page's translation, None when it has none."""
        return next((other for other in self.pages if other.key == page.key and other.language == language), None)


def site_environment(var):
    """Return the environment of the demo's programs: its own folder and SQLite."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    return {**kept, "TORGET_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings.demo"}


def build(var):
    """Build the demo into a folder, unless this test run has done so."""
    var.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, ROOT / "tests/browser/build_site.py"]
    done = subprocess.run(command, cwd=ROOT, env=site_environment(var), capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def serve(var, log):
    """Serve a built folder on a free port; give the running server and the site."""
    port = free_port()
    base = f"http://localhost:{port}"
    env = {**site_environment(var), "TORGET_WORKERS": "1", "TORGET_THREADS": "8", "TORGET_BASE_URL": base}
    env["DATABASE_URL"] = ""
    running = start([sys.executable, ROOT / "deploy/serve.py", "--port", port], port=port, log=log, env=env)
    if not wait_until(lambda: running.process.poll() is not None or answers(port), 90) or running.process.poll():
        running.stop()
        raise AssertionError(f"the demo does not answer:\n{log.read_text()[-3000:]}")
    pages = [DemoPage(**row) for row in json.loads((var / "pages.json").read_text())]
    return running, DemoSite(var, base, pages)


def copy(var, target):
    """Copy a built folder, so that a test may write; the static files are only linked."""
    target.mkdir()
    for name in COPIED:
        source = var / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.exists():
            shutil.copy2(source, target / name)
    for name in ("front", "staticfiles", "pages.json"):
        (target / name).symlink_to(var / name)


def crisis(site, *words):
    """Run manage.py crisis on the served demo."""
    env = {**site_environment(site.var), "TORGET_BASE_URL": site.base}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "crisis", *words], env=env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
