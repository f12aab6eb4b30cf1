"""C9: application and database are dead: nginx alone gives the crisis page and every page visited before."""

import os
import shutil
import subprocess
import time

import pytest

from tests.browser import served_demo
from tests.deploy.processes import ROOT, get
from tests.drills.crisis_site import HOMES, ask_often, manage, p95, served, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

TEXT = "Koka vattnet i tre minuter."
DEMO = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
PAGES = ["/start/", "/nb/start/", "/en/start/", "/a-o/", "/tjanster/bygga-bo-och-miljo/bygglov/", "/kontakt/"]


def test_nginx_alone(built, tmp_path, nginx, dose):
    var = tmp_path / "var"
    served_demo.copy(built, var)
    shutil.copytree(built / "crisis", var / "crisis", symlinks=True)
    with served(var, env=DEMO) as running:
        wait_for(running)
        front = nginx(running.port, static=built / "staticfiles", media=var / "media", crisis=var / "crisis")
        ordinary = {path: get(front.port, path)[2] for path in [*HOMES, *PAGES]}
        manage(running, "crisis", "on", "--scenario", "drinking-water", "--text", TEXT)
        crisis = {path: get(front.port, path)[2] for path in HOMES}
        assert all(TEXT in body.decode() for body in crisis.values())
        time.sleep(2.1)  # what the strip leads back from
        ordinary |= {path: get(front.port, path)[2] for path in PAGES}
    for path in var.glob("db.sqlite3*"):
        path.unlink()

    book = ask_often(front.port, dose(60, 1000), paths=[*HOMES, *PAGES])
    assert {answer.status for answer in book} == {200}
    assert all(answer.body == {**ordinary, **crisis}[answer.path] for answer in book)
    print(f"C9 nginx alone: {len(book)} of {len(book)}, p95 {1000 * p95(book):.0f} ms")

    def switch(key):
        environment = {"PATH": os.environ["PATH"], "TORGET_VAR": str(var)}
        subprocess.run(["sh", ROOT / "deploy/crisis-switch.sh", key], env=environment, check=True)
        return {path: get(front.port, path) for path in HOMES}

    for path, (status, headers, body) in switch("power-failure").items():
        assert (status, headers["x-cache"]) == (200, "FILE")
        assert body != crisis[path]
    for path, (status, headers, body) in switch("off").items():
        assert (status, headers["x-cache"], body) == (200, "STALE", ordinary[path])
