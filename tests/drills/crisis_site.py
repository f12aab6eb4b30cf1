"""What the crisis drills share: real servers, a PostgreSQL of their own, visitors who note every answer."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bin.commands.cluster import private_cluster
from bin.commands.programs import installed_postgres
from tests.deploy.processes import ROOT, children, free_port, start, wait_until

APP = "tests.drills.crisis_app:application"
HOMES = ("/", "/nb/", "/en/")


@dataclass
class Answer:
    """One answer: when it was asked for and given, on one clock; status 0 when there was none."""

    path: str
    began: float
    ended: float
    status: int
    body: bytes
    headers: dict

    @property
    def seconds(self):
        return self.ended - self.began


def ask(port, path="/", connection=None, timeout=60):
    """Ask once, on a new connection unless one is given."""
    began = time.monotonic()
    own = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        own.request("GET", path)
        response = own.getresponse()
        body = response.read()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(path, began, time.monotonic(), response.status, body, headers)
    except (OSError, http.client.HTTPException) as problem:
        own.close()
        return Answer(path, began, time.monotonic(), 0, repr(problem).encode(), {})
    finally:
        if connection is None:
            own.close()


def ask_often(port, number, paths=HOMES, visitors=8):
    """Ask so often, several visitors at a time, each time on a new connection; return all answers."""
    book, turns = [], iter(range(number))
    lock = threading.Lock()

    def visit():
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            book.append(ask(port, paths[turn % len(paths)]))

    run_together([visit] * visitors)
    return book


def run_together(tasks):
    """Run functions in threads and wait for all."""
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def p95(book):
    """Return the 95th percentile of the answers' seconds."""
    return sorted(answer.seconds for answer in book)[int(len(book) * 0.95)]


@contextlib.contextmanager
def visitors(port, number=6, paths=HOMES, pause=0.002):
    """Let visitors ask all the time, every other time on a new connection; gives one growing book for each."""
    books, done = [[] for _ in range(number)], threading.Event()

    def visit(book, path):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not done.is_set():
            book.append(ask(port, path, connection if len(book) % 2 else None))
            time.sleep(pause)
        connection.close()

    threads = [
        threading.Thread(target=visit, args=(book, paths[place % len(paths)])) for place, book in enumerate(books)
    ]
    for thread in threads:
        thread.start()
    try:
        yield books
    finally:
        done.set()
        for thread in threads:
            thread.join()


@contextlib.contextmanager
def served(folder, *, workers=2, threads=8, port=None, target=APP, env=None):
    """Run the web server under the supervisor with a data folder of its own; it may not answer yet."""
    port = port or free_port()
    command = [sys.executable, ROOT / "deploy/supervisor.py", "--no-work", "--port", port, "--target", target]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.drills.crisis_settings", "TORGET_VAR": str(folder)}
    settings |= {"TORGET_BASE_URL": f"http://127.0.0.1:{port}", "TORGET_RESERVE": ""}
    environment = {**settings, "TORGET_WORKERS": str(workers), "TORGET_THREADS": str(threads), **(env or {})}
    running = start(command, port=port, log=folder / "web.log", env=environment)
    running.options = environment
    try:
        yield running
    finally:
        running.stop()


def wait_for(running, path="/", seconds=120):
    """Wait until every worker has answered; one that is still loading would answer nobody for seconds."""
    seen = set()

    def all_answer():
        seen.add(int(ask(running.port, path).headers.get("x-pid", 0)))
        workers = running.web_workers()
        return len(workers) == int(running.options["TORGET_WORKERS"]) and seen >= set(workers)

    assert wait_until(all_answer, seconds), tail(running)


def tail(running):
    """Return the end of a server's log."""
    return running.log.read_text()[-4000:]


def manage(running, *words, check=True, **extra):
    """Run manage.py beside a server; return what it printed and how many seconds it took."""
    begin = time.monotonic()
    environment = {**os.environ, **running.options, **extra}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done, time.monotonic() - begin


@dataclass
class Postgres:
    """A cluster of the drill's own: it may be stopped, hung and made read-only."""

    url: str
    port: int
    postmaster: int
    hung: list = field(default_factory=list)

    def hang(self):
        """SIGSTOP everything: connections are taken and nothing is ever answered."""
        self.hung = [self.postmaster, *children(self.postmaster)]
        for pid in self.hung:
            os.kill(pid, signal.SIGSTOP)

    def go_on(self):
        """SIGCONT."""
        for pid in self.hung:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        self.hung = []

    def make_read_only(self, is_read_only):
        """Refuse every write, as a standby or a full disk does."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {'on' if is_read_only else 'off'}")
            connection.execute("SELECT pg_reload_conf()")

    def stop(self):
        """Stop it for good."""
        os.kill(self.postmaster, signal.SIGINT)
        assert wait_until(lambda: not listens(self.port), 20)


def listens(port):
    """Tell whether anybody takes connections."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def postgres_programs():
    """Return the folder of PostgreSQL's programs, None where there are none."""
    given = os.environ.get("TORGET_POSTGRES_BIN")
    return Path(given) if given else installed_postgres()


@contextlib.contextmanager
def postgres():
    """Run a PostgreSQL for the time of a drill."""
    with private_cluster(postgres_programs()) as url:
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        files = [path.read_text().split("\n") for path in Path("/tmp").glob("torget-pg-*/data/postmaster.pid")]
        server = Postgres(url, port, next(int(lines[0]) for lines in files if lines[3].strip() == str(port)))
        try:
            yield server
        finally:
            server.go_on()


@contextlib.contextmanager
def slow_clients(port, headers, bodies):
    """Hold so many connections open: some never end their headers, the others never send the body they promise."""
    held = []
    head = b"POST /kontakt/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    try:
        for number in range(headers + bodies):
            client = socket.create_connection(("127.0.0.1", port), timeout=30)
            held.append(client)
            client.sendall(head if number < headers else head + b"Content-Length: 100000\r\n\r\ntext=")
        yield held
    finally:
        for client in held:
            client.close()
