"""bin/bench: how fast pages are, as ratios to an nginx static file and to an empty Django view in the same run."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import programs
from .cluster import free_port
from .ground import PYTHON, ROOT, VAR, StopError, environment
from .load import requests_per_second
from .serving import raise_stop, wait_for

BENCH_VAR = VAR if os.environ.get("TORGET_VAR") else VAR / "bench"
EMPTY = "/bench/empty/"


@dataclass
class Page:
    """One page, the share of an empty view it should reach uncached, and what was measured."""

    name: str
    path: str
    target: float = 0.0
    cacheable: bool = True
    size: int = 0
    direct: list[float] = field(default_factory=list)
    through_nginx: list[float] = field(default_factory=list)
    static: list[float] = field(default_factory=list)


PAGES = [
    Page("home", "/", 0.03),
    Page("service page", "/tjanster/bygga-bo-och-miljo/bygglov/", 0.02),
    Page("A-Ö", "/a-o/"),
    Page("search", "/sok/?q=bygglov", cacheable=False),
]
# At the home page's address while a crisis is on: uncached from the front door, through nginx from the file.
CRISIS = Page("crisis page", "/")
CRISIS_TARGET = 0.8
SWITCH_ON = ("on", "--scenario", "drinking-water", "--replace")
SWITCH_OFF = ("off",)


def best(values: list[float]) -> float:
    """Return the fastest round: what the others on the machine disturbed least."""
    return max(values)


def fetch(port: int, path: str) -> bytes:
    """Return a page's bytes; anything but 200 stops the measurement."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise StopError(f"{path} answers {answer.status}, so it cannot be measured.")
    return body


@contextlib.contextmanager
def running(command: list[object], log: Path, **extra: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in the background."""
    env = environment(TORGET_VAR=str(BENCH_VAR), DJANGO_SETTINGS_MODULE="tests.bench.settings", **extra)
    env.pop("DATABASE_URL", None)
    words = [str(word) for word in command]
    with log.open("wb") as output:
        process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True)
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def nginx_before(port: int, folder: Path, static: Path) -> Iterator[int | None]:
    """Run nginx with the shipped configuration before the application; gives its port, None without nginx."""
    program = programs.ensure_nginx()
    if program is None:
        yield None
        return
    own_port, output = free_port(), folder / "nginx"
    render = [PYTHON, ROOT / "deploy" / "nginx" / "render.py", "--standalone", "--output", output, "--static", static]
    words = [*render, "--port", str(own_port), "--upstream", f"127.0.0.1:{port}", "--media", BENCH_VAR / "media"]
    words += ["--crisis", BENCH_VAR / "crisis"]
    subprocess.run([str(word) for word in words], check=True)
    log = folder / "nginx.log"
    with running([program, "-p", output, "-c", output / "nginx.conf"], log) as process:
        wait_for(own_port, process, log)
        yield own_port


def measure(port: int, nginx: int | None, rounds: int, seconds: float) -> list[float]:
    """Measure all pages in turn, several rounds; return the figures of the empty view."""
    empty: list[float] = []
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds} …", flush=True)
        empty.append(requests_per_second(port, EMPTY, seconds))
        for page in PAGES:
            measure_page(page, port, nginx, seconds)
    return empty


def measure_page(page: Page, port: int, nginx: int | None, seconds: float) -> None:
    """Measure one page once, and the same bytes as a static file right after it."""
    page.direct.append(requests_per_second(port, page.path, seconds))
    if nginx and page.cacheable:
        page.through_nginx.append(requests_per_second(nginx, page.path, seconds))
        page.static.append(requests_per_second(nginx, static_path(page), seconds))


def measure_crisis(port: int, nginx: int | None, static: Path, rounds: int, seconds: float) -> None:
    """Switch a crisis on as the shell does, measure its page, and switch it off."""
    switch(*SWITCH_ON)
    try:
        keep_as_file(CRISIS, port, static)
        for number in range(1, rounds + 1):
            print(f"crisis, round {number} of {rounds} …", flush=True)
            measure_page(CRISIS, port, nginx, seconds)
    finally:
        switch(*SWITCH_OFF)


def switch(*words: str) -> None:
    """Run `manage.py crisis` on the demo that is measured."""
    env = environment(TORGET_VAR=str(BENCH_VAR), DJANGO_SETTINGS_MODULE="config.settings.demo")
    env.pop("DATABASE_URL", None)
    subprocess.run([PYTHON, ROOT / "manage.py", "crisis", *words], env=env, check=True, stdout=subprocess.DEVNULL)


def keep_as_file(page: Page, port: int, static: Path) -> None:
    """Fetch a page and lay its bytes where nginx serves static files."""
    body = fetch(port, page.path)
    page.size = len(body)
    (static / Path(static_path(page)).name).write_bytes(body)


def static_path(page: Page) -> str:
    """Return the address of the static file with the page's bytes."""
    return f"/static/{page.name.replace(' ', '-').replace('Ö', 'O')}.html"


def table(empty: float) -> str:
    """Return the result as a table."""
    lines = [
        f"{'':14}{'kB':>6}{'uncached/s':>12}{'÷ empty':>9}{'÷ static':>10}"
        f"{'cached/s':>11}{'÷ static':>10}{'static/s':>11}",
        f"{'empty view':14}{0.0:>6.1f}{empty:>12.0f}{1:>9.2f}",
    ]
    for page in [*PAGES, CRISIS]:
        direct = best(page.direct)
        line = f"{page.name:14}{page.size / 1000:>6.1f}{direct:>12.0f}{direct / empty:>9.3f}"
        if page.static:
            static, cached = best(page.static), best(page.through_nginx)
            line += f"{direct / static:>10.4f}{cached:>11.0f}{cached / static:>10.2f}{static:>11.0f}"
        lines.append(line)
    return "\n".join(lines)


def verdicts(empty: float) -> list[str]:
    """Return a line for each aim of quality.md."""
    lines = []
    for page in PAGES:
        if page.target:
            lines.append(verdict(f"{page.name} uncached ÷ empty view", best(page.direct) / empty, page.target))
        if page.static:
            ratio = best(page.through_nginx) / best(page.static)
            lines.append(verdict(f"{page.name} through nginx ÷ the same bytes as a static file", ratio, 0.7))
    if CRISIS.static:
        ratio = best(CRISIS.direct) / best(CRISIS.static)
        what = "crisis page from granian alone ÷ the same bytes as a static file in nginx"
        lines.append(verdict(what, ratio, CRISIS_TARGET))
    return lines


def verdict(what: str, ratio: float, target: float) -> str:
    """Return one line that says whether an aim is reached."""
    return f"  {'reached' if ratio >= target else 'MISSED ':8} {what}: {ratio:.3f} (aim {target})"


def main() -> int:
    """Set up a demo of its own, start the servers, measure, print."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=(__doc__ or "").split(": ", 1)[1])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="for each page in each round")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stop)
    set_up = environment(TORGET_VAR=str(BENCH_VAR))
    set_up.pop("DATABASE_URL", None)
    if subprocess.run([sys.executable, ROOT / "bin" / "demo", "--no-serve"], env=set_up).returncode:
        return 1
    folder = Path(tempfile.mkdtemp(prefix="torget-bench-"))
    try:
        run(folder, options.rounds, options.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def run(folder: Path, rounds: int, seconds: float) -> None:
    """Measure with servers whose files lie in a temporary folder."""
    static = folder / "static"
    static.mkdir()
    port, log = free_port(), folder / "web.log"
    command = [PYTHON, ROOT / "deploy" / "supervisor.py", "--no-work", "--end-with-parent", "--port", port]
    with running(command, log) as server:
        wait_for(port, server, log)
        for page in PAGES:
            keep_as_file(page, port, static)
        with nginx_before(port, folder, static) as nginx:
            empty = best(measure(port, nginx, rounds, seconds))
            measure_crisis(port, nginx, static, 2 * rounds, seconds)
    client = "wrk" if programs.which("wrk") else "our own client (slow: install wrk for true ratios to static files)"
    print(f"\nRequests a second, best of {rounds} rounds of {seconds:g} s, {os.cpu_count()} cores, load by {client}")
    print("uncached: granian alone. cached: through nginx as shipped. static: the same bytes as a file in nginx.\n")
    print(table(empty))
    print("\nAims (quality.md):", *verdicts(empty), sep="\n")
    if nginx is None:
        print("LEFT OUT: nginx")
