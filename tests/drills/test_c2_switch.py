"""C2: switched under load, both ways: within a second nobody sees the old page, nobody ever sees it again."""

import contextlib
import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests.browser import served_demo
from tests.deploy.processes import ROOT, wait_until
from tests.drills.crisis_site import HOMES, ask, manage, served, tail, visitors, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]

TEXT = "Koka vattnet i tre minuter."
DEMO = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
WORKERS = 4


def is_crisis(answer):
    """Tell whether an answer is the crisis page."""
    return TEXT in answer.body.decode()


def check(book, *, new, told_at, seconds, what):
    """Check what visitors saw of a switch; `new` tells the new page from the old, `told_at` is when it answered."""
    assert {answer.status for answer in book} == {200}, [answer for answer in book if answer.status != 200][:3]
    old = [answer for answer in book if not new(answer)]
    fresh = [answer for answer in book if new(answer)]
    assert old, "the load began before the switch"
    assert {answer.path for answer in fresh} == set(HOMES)
    last_old = max(answer.ended for answer in old) - told_at
    print(f"C2 {what}: {len(book)} answers, last old page {last_old:+.2f} s after the switch answered")
    assert last_old < seconds
    return old, fresh


def nobody_sees_it_flip(old, fresh):
    """Whoever asks after anybody has seen the new page, in whichever language, gets the new page."""
    first = min(answer.ended for answer in fresh)
    assert [answer for answer in old if answer.began > first] == []


def test_switch_under_load(built, tmp_path, nginx, dose):
    served_demo.copy(built, tmp_path / "var")
    with served(tmp_path / "var", workers=WORKERS, env=DEMO) as running:
        wait_for(running)
        front = nginx(running.port, crisis=tmp_path / "var" / "crisis")
        for turn in range(dose(1, 5)):
            for words, new in (
                (["on", "--scenario", "drinking-water", "--text", TEXT], is_crisis),
                (["off"], lambda answer: not is_crisis(answer)),
            ):
                with visitors(running.port, 6) as books, visitors(front.port, 3, pause=0.01) as behind:
                    wait_until(lambda: all(book for book in [*books, *behind]))
                    time.sleep(0.5)
                    manage(running, "crisis", *words)
                    told_at = time.monotonic()
                    time.sleep(2.5)
                book = [answer for one in books for answer in one]
                what = f"{words[0]}, turn {turn + 1}, {WORKERS} workers"
                nobody_sees_it_flip(*check(book, new=new, told_at=told_at, seconds=1, what=what))
                assert len({answer.headers["x-pid"] for answer in book}) == WORKERS
                through = [answer for one in behind for answer in one]
                check(through, new=new, told_at=told_at, seconds=1, what=f"{what}, through nginx")
                for one in behind:
                    seen = [new(answer) for answer in one]
                    assert seen == sorted(seen), "no visitor sees it flip"


@pytest.fixture
def shared_database(django_db_setup, django_db_blocker):
    """The address of a copy of the test database, which several servers may use; no transaction is open meanwhile."""
    if connection.vendor != "postgresql":
        pytest.skip("runs on PostgreSQL")
    name, original = f"nodes_{os.getpid()}", connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            # Threads of earlier tests may still hold a connection, and a database in use cannot be copied.
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original])
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        try:
            yield f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def watching(node):
    """Run `manage.py crisis watch` on a node."""
    with (node.log.parent / "watch.log").open("wb") as log:
        command = [sys.executable, "manage.py", "crisis", "watch"]
        env = {**os.environ, **node.options}
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def test_two_nodes_follow_one_record(shared_database, tmp_path, dose):
    settings = {"DATABASE_URL": shared_database}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with contextlib.ExitStack() as running:
        nodes = [
            running.enter_context(served(tmp_path / name, workers=1, threads=4, env=settings))
            for name in ("one", "two")
        ]
        manage(nodes[0], "crisis", "scenarios", "--install")
        for node in nodes:
            running.enter_context(watching(node))
            wait_for(node, "/healthz/live")
            assert wait_until(lambda: (node.log.parent / "crisis" / "scenarios").exists(), 60), tail(node)  # noqa: B023
        for turn in range(dose(1, 5)):
            here, there = nodes if turn % 2 else reversed(nodes)
            for words, wanted in ((["on", "--scenario", "drinking-water", "--text", TEXT], True), (["off"], False)):
                manage(here, "crisis", *words)
                told_at = time.monotonic()
                assert is_crisis(ask(here.port)) == wanted
                assert wait_until(lambda: is_crisis(ask(there.port)) == wanted, 10), tail(there)  # noqa: B023
                seconds = time.monotonic() - told_at
                print(f"C2 {words[0]}: the other node {seconds:.2f} s after the switch answered")
                assert seconds < 2
                for _look in range(10):
                    assert [is_crisis(ask(node.port, path)) for node in nodes for path in HOMES] == [wanted] * 6
