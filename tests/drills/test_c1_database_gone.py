"""C1: the database gone, hung, read-only, slow clients, cold start: the crisis page answers, from every worker."""

import threading
import time

import pytest

from tests.browser import served_demo
from tests.deploy.processes import free_port, get, wait_until
from tests.drills import crisis_site
from tests.drills.crisis_site import ask, ask_often, manage, p95, served, slow_clients, tail, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]

TEXT = "Koka vattnet i tre minuter."
PROMISED = 0.1  # seconds for 95 of 100; asserted with a factor of 5
KEYS = {f"TORGET_{name}_KEY": f"{name}-of-nobody-{name}-of-nobody-0123456789" for name in ("SECRET", "LINK", "CHAIN")}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "TORGET_BASE_URL": "https://norrvik.example",
    "TORGET_ALLOWED_HOSTS": "norrvik.example",
    **KEYS,
}
DEMO = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings.demo"}


@pytest.fixture(scope="module")
def var(built, tmp_path_factory):
    """A data folder with a crisis in it, switched on while all was well."""
    folder = tmp_path_factory.mktemp("c1") / "var"
    served_demo.copy(built, folder)
    running = type("Beside", (), {"options": {**DEMO, "TORGET_VAR": str(folder)}})
    manage(running, "crisis", "on", "--scenario", "drinking-water", "--text", TEXT)
    return folder


def look(running, number, what):
    """Ask for the crisis page so often: always 200 with the text, from both workers, in time."""
    book = ask_often(running.port, number)
    assert {answer.status for answer in book} == {200}, [answer for answer in book if answer.status != 200][:3]
    assert all(TEXT in answer.body.decode() for answer in book)
    assert {int(answer.headers["x-pid"]) for answer in book} == set(running.web_workers())
    assert get(running.port, "/healthz/live")[0] == 200
    print(f"C1 {what}: {len(book)} of {len(book)}, p95 {1000 * p95(book):.0f} ms")
    assert p95(book) < 5 * PROMISED


@pytest.fixture
def database():
    """A PostgreSQL of the drill's own."""
    with crisis_site.postgres() as server:
        yield server


def cold_start(var, url, number, what):
    """Start with production's own settings; the crisis page is there as soon as the workers are loaded."""
    begin = time.monotonic()
    with served(var, env={**PRODUCTION, "DATABASE_URL": url}) as running:
        wait_for(running)
        print(f"C1 cold start, {what}: both workers answer after {time.monotonic() - begin:.1f} s")
        look(running, number, f"cold start, {what}")


def test_cold_start_with_the_database_down(var, dose):
    cold_start(var, f"postgres://torget:x@127.0.0.1:{free_port()}/torget", dose(60, 1000), "database down")


def test_cold_start_with_the_database_hung(var, database, dose):
    database.hang()
    cold_start(var, database.url, dose(60, 1000), "database hung")


def test_whatever_the_database_does(var, database, dose):
    number = dose(60, 1000)
    with served(var, env={"DATABASE_URL": database.url}) as running:
        wait_for(running)
        ask_often(running.port, 24, paths=["/a-o/"], visitors=12)  # connections that stay open
        database.make_read_only(True)
        look(running, number, "database read-only")
        database.make_read_only(False)

        database.hang()
        with crowd(running.port, dose(40, 100)) as book:
            look(running, number, "database hung, all places taken")
            refused = [answer for answer in book if answer.status == 503]
            assert refused, "those for whom there is no place are told at once"
            assert all(answer.headers["retry-after"] and b"tel:" in answer.body for answer in refused)
            assert ask(running.port, "/start/").status == 503
            with slow_clients(running.port, dose(100, 500), dose(100, 500)):
                look(running, number, "the same and slow clients")
            database.go_on()
        assert wait_until(lambda: ask(running.port, "/a-o/").status not in (0, 503), 60), tail(running)

        with slow_clients(running.port, dose(100, 500), dose(100, 500)):
            look(running, number, "slow clients")
        database.stop()
        look(running, number, "database stopped")


class crowd:  # noqa: N801 -- used like a function
    """Visitors who ask for what needs the database, all at once, and wait."""

    def __init__(self, port, number):
        self.book = []
        self.visitors = [
            threading.Thread(target=lambda: self.book.append(ask(port, "/a-o/", timeout=120))) for _ in range(number)
        ]

    def __enter__(self):
        for visitor in self.visitors:
            visitor.start()
        # The queue does not move, so that all but those inside are sent away.
        assert wait_until(lambda: len(self.book) >= len(self.visitors) - 12, 30), len(self.book)
        return self.book

    def __exit__(self, *problem):
        for visitor in self.visitors:
            visitor.join()
