"""bin/demo as a whole: set up once in a folder of its own, served by granian with `manage.py work` beside it."""

import os
import re
import signal
import stat
import subprocess
import sys
import threading

import pytest

from tests.browser import served_demo
from tests.browser.served_demo import NOT_FOR_THE_DEMO
from tests.deploy.processes import ROOT, answers, children, free_port, get, is_alive, start, wait_until

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def var(built, tmp_path_factory):
    """The demo's data folder: set up by bin/demo, then copied to another place."""
    folder = tmp_path_factory.mktemp("moved") / "demo var"
    served_demo.copy(built, folder)
    return folder


@pytest.fixture(scope="module")
def environment(var):
    """The environment of bin/demo: nothing of the test run's own database and settings."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    return {**kept, "TORGET_VAR": str(var)}


@pytest.fixture(scope="module")
def demo(var, environment):
    """The served demo."""
    port = free_port()
    command = [sys.executable, ROOT / "bin/demo", "--port", port]
    # Popen adds to the environment of this process: blank what the demo must not see.
    blank = {name: "" for name in NOT_FOR_THE_DEMO if name in os.environ and name != "DJANGO_SETTINGS_MODULE"}
    running = start(command, port=port, log=var / "screen.log", env={**environment, **blank}, cwd="/")
    assert wait_until(lambda: "Ctrl-C" in running.log.read_text(), 120), running.log.read_text()
    yield running
    running.stop()


def supervisor_of(running):
    """Return the demo's supervisor, shaped so that its programs can be asked for."""
    pid = running.child("supervisor.py")
    return type(running)(type("Process", (), {"pid": pid})(), running.port, running.log)


def test_second_set_up_takes_no_time(environment):
    command = [sys.executable, ROOT / "bin/demo", "--no-serve"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.stdout.count("up to date") == 8, done.stdout
    assert float(re.search(r"Set up in ([0-9.]+) s", done.stdout)[1]) < 5


def test_keys_and_password_are_the_owners_only(var):
    for name in ("demo.env", "demo-password", "db.sqlite3"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600, name


def test_the_screen_says_where_who_and_what_differs(demo):
    text = demo.log.read_text()
    for part in (f"http://localhost:{demo.port}/en/", "/admin/", "demo-password", "no TLS", "second factor", "mail"):
        assert part in text


@pytest.mark.parametrize("path", ["/", "/nb/", "/en/", "/healthz/live", "/healthz/ready", "/a-o/"])
def test_the_demo_answers(demo, path):
    assert get(demo.port, path)[0] == 200


def test_public_page_may_be_cached_and_its_etag_gives_304(demo):
    _, headers, body = get(demo.port, "/")
    assert headers["cache-control"].startswith("public")
    assert "set-cookie" not in headers
    assert headers.get("vary", "Accept-Encoding") == "Accept-Encoding"
    assert get(demo.port, "/", {"If-None-Match": headers["etag"]})[0] == 304
    assert get(demo.port, "/", {"Accept-Language": "en", "Cookie": "x=1"})[2] == body


def test_nginx_serves_the_demos_static_files_and_keeps_its_pages(demo, nginx, var):
    server = nginx(demo.port, static=var / "staticfiles", media=var / "media")
    _, headers, body = get(server.port, "/")
    assert headers["x-cache"] == "MISS"
    assert get(server.port, "/")[1]["x-cache"] == "HIT"
    stylesheet = re.search(rb'href="(/static/[^"]+\.css)"', body)[1].decode()
    status, headers, _ = get(server.port, stylesheet, {"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]
    picture = next(path for path in sorted((var / "media").rglob("*.svg")))
    assert get(server.port, f"/media/{picture.relative_to(var / 'media')}")[0] == 200
    assert get(server.port, "/admin/")[1]["cache-control"].find("no-store") >= 0


@pytest.mark.parametrize("program", ["manage.py work", "manage.py crisis watch"])
def test_a_killed_program_comes_back(demo, program):
    supervisor = supervisor_of(demo)
    assert wait_until(lambda: supervisor.child(program))
    victim = supervisor.child(program)
    os.kill(victim, signal.SIGKILL)
    assert wait_until(lambda: supervisor.child(program) not in (None, victim))


def test_killed_workers_come_back(demo):
    supervisor = supervisor_of(demo)
    victims = supervisor.web_workers()
    assert victims
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: len(set(supervisor.web_workers()) - set(victims)) == len(victims))
    assert wait_until(lambda: answers(demo.port))


def test_sighup_under_load_loses_nothing_of_the_real_site(demo):
    supervisor = supervisor_of(demo)
    old, failures, count, done = supervisor.web_workers(), [], [0], threading.Event()

    def ask():
        while not done.is_set():
            try:
                status = get(demo.port, "/en/", timeout=60)[0]
            except OSError as error:
                status = repr(error)
            count[0] += 1
            if status != 200:
                failures.append(status)

    clients = [threading.Thread(target=ask) for _ in range(4)]
    for client in clients:
        client.start()
    os.kill(supervisor.pid, signal.SIGHUP)
    renewed = wait_until(lambda: (new := supervisor.web_workers()) and not set(new) & set(old), 90)
    done.set()
    for client in clients:
        client.join()
    assert renewed
    assert count[0] > 20
    assert failures == []


def test_stopping_the_demo_stops_everything(demo):
    supervisor = supervisor_of(demo)
    web = supervisor.child("serve.py")
    everything = [supervisor.pid, web, *children(web), *children(supervisor.pid)]
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(40) == 0
    assert not any(is_alive(pid) for pid in everything)
