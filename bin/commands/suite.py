"""bin/test: set up everything, check the code, run every test on PostgreSQL and those without browser on SQLite too."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from . import catalogues, front_end, programs, python_env
from .cluster import private_cluster
from .demo import APPS
from .ground import PYTHON, ROOT, VAR, Steps, StopError, environment, only_one, quietly
from .serving import raise_stop

TEST_VAR = VAR if os.environ.get("TORGET_VAR") else VAR / "test"
SCRIPTS = ["bin/demo", "bin/test", "bin/bench"]
CLOSING = re.compile(r"\d+ (passed|failed|errors?|skipped|deselected|xfailed)\b.* in \d|no tests ran in \d")
SUITE = ["-n", "2", "--dist", "loadfile", "--create-db", "-q"]
FAILURES = re.compile(r"=+ (FAILURES|ERRORS) =+")
MOST_LINES = 150
RUN_TWICE = "not browser and not server and not once"


class Suite:
    """One run of bin/test."""

    def __init__(self, *, checks_too: bool) -> None:
        self.steps = Steps(12 if checks_too else 7)
        self.failed: list[str] = []
        self.failures: list[str] = []
        self.left_out: list[str] = []
        self.env: dict[str, str] = {}

    def prepare(self) -> Path:
        """Install what is missing and return PostgreSQL's programs."""
        found: dict[str, Path | None] = {}

        def note(name: str, path: Path | None) -> str:
            found[name] = path
            return "ready" if path else "LEFT OUT"

        steps = self.steps
        with only_one():
            steps.run("Python packages", lambda: python_env.ensure(python_env.DEV_LOCK), "a minute the first time")
            steps.run("Front-end packages", front_end.ensure_packages)
            steps.run("Front-end build", lambda: front_end.ensure_build(TEST_VAR))
            steps.run("Translations", catalogues.ensure)
            steps.run("PostgreSQL", lambda: note("postgres", programs.ensure_postgres()))
            steps.run("Chromium", lambda: note("chromium", programs.ensure_chromium()))
            steps.run("nginx", lambda: note("nginx", programs.ensure_nginx()))
        if found["nginx"] is None:
            self.left_out.append("nginx")
        postgres = found["postgres"]
        assert postgres is not None
        self.env = environment(
            TORGET_VAR=str(TEST_VAR),
            TORGET_CHROMIUM=str(found["chromium"]),
            TORGET_NGINX=str(found["nginx"] or ""),
            TORGET_POSTGRES_BIN=str(postgres),
            DJANGO_SETTINGS_MODULE="config.settings.test",
        )
        return postgres

    def check(self, title: str, *command: str) -> None:
        """Run one check of the code; a failing one is shown and the others go on."""
        try:
            self.steps.run(title, lambda: quietly([PYTHON, "-m", *command], env=self.env) and None)
        except StopError as problem:
            print(problem, flush=True)
            self.failed.append(title)

    def check_code(self) -> None:
        """Run the checks that need no test."""
        scripts = [name for name in SCRIPTS if (ROOT / name).exists()]
        self.check("Lint (ruff)", "ruff", "check", ".", *scripts)
        self.check("Format (ruff)", "ruff", "format", "--check", ".", *scripts)
        self.check("Types (mypy)", "mypy", ".")
        self.check("Templates (djlint)", "djlint", "--lint", *template_folders())
        title = "Migrations complete"
        try:
            command = [PYTHON, ROOT / "manage.py", "makemigrations", "--check", "--dry-run"]
            self.steps.run(title, lambda: quietly(command, env=self.env) and None)
        except StopError as problem:
            print(problem, flush=True)
            self.failed.append(title)

    def everything(self) -> int:
        """Check the code, run the tests on both databases; pytest's closing line comes last."""
        self.check_code()
        print(f"\nAll tests on PostgreSQL ({self.steps.seconds():.0f} s so far)", flush=True)
        print(self.test("PostgreSQL", SUITE, self.env), flush=True)
        print(f"\nTests without browser and servers on SQLite ({self.steps.seconds():.0f} s so far)", flush=True)
        on_sqlite = {name: value for name, value in self.env.items() if name != "DATABASE_URL"}
        return self.finish(self.test("SQLite", [*SUITE, "-m", RUN_TWICE], on_sqlite))

    def test(self, database: str, words: list[str], env: Mapping[str, str]) -> str:
        """Run pytest on a database, keep what failed for the end and return the closing line."""
        code, closing, failures = run_pytest(words, env)
        if code:
            self.failed.append(f"tests on {database}")
            self.failures += failures
        return closing

    def finish(self, closing: str) -> int:
        """Print the outcome and return the exit code."""
        minutes, seconds = divmod(round(self.steps.seconds()), 60)
        print(f"\nWhole run: {minutes} min {seconds} s", flush=True)
        if self.failed:
            # A log is often cut off in the middle: what failed stands at the end too.
            print("\n".join([*self.failures[-MOST_LINES:], f"FAILED: {', '.join(self.failed)}"]), flush=True)
        print(closing, flush=True)
        if self.left_out:
            print(f"LEFT OUT: {', '.join(self.left_out)}", flush=True)
        part_missing = bool(self.left_out) and bool(os.environ.get("CI"))
        return 1 if self.failed or part_missing else 0


def template_folders() -> list[str]:
    """Return the folders that hold templates."""
    folders = [ROOT / "templates", *APPS]
    return [str(folder.relative_to(ROOT)) for folder in folders if next(folder.rglob("*.html"), None)]


def run_pytest(words: list[str], env: Mapping[str, str]) -> tuple[int, str, list[str]]:
    """Run pytest, showing its output but the closing line; return exit code, that line and what failed."""
    colour = "yes" if sys.stdout.isatty() else "no"
    command = [str(PYTHON), "-m", "pytest", f"--color={colour}", *words]
    closing, failures = "", list[str]()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, errors="replace")
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if failures or FAILURES.search(line):
                failures.append(line.rstrip("\n"))
            if closing:
                print(closing, flush=True)
                closing = ""
            if CLOSING.search(line):
                closing = line.rstrip("\n")
            else:
                print(line, end="", flush=True)
        return process.wait(), closing, failures
    finally:
        end_orderly(process)


def end_orderly(process: subprocess.Popen[str]) -> None:
    """End pytest as Ctrl-C does, so that its servers and browsers are stopped too."""
    if process.stdout is not None:
        process.stdout.close()
    # A real Ctrl-C has reached pytest already: it gets time before it is asked, and before it is forced.
    for seconds, number in ((5, signal.SIGINT), (60, signal.SIGKILL)):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
    process.wait()


def main() -> int:
    """Run the whole, or only pytest with the arguments given."""
    signal.signal(signal.SIGTERM, raise_stop)
    words = sys.argv[1:]
    if words[:1] in (["-h"], ["--help"]):
        print("bin/test [--drills] [pytest arguments]: without pytest arguments everything is checked and tested")
        return 0
    if "--drills" in words:
        words.remove("--drills")
        os.environ["TORGET_DRILLS"] = "1"
    suite = Suite(checks_too=not words)
    shutil.rmtree(TEST_VAR / "search", ignore_errors=True)
    started = time.monotonic()
    postgres = suite.prepare()
    with private_cluster(postgres) as url:
        suite.env["DATABASE_URL"] = url
        if words:
            print(f"Ready after {time.monotonic() - started:.1f} s", flush=True)
            process = subprocess.Popen([str(PYTHON), "-m", "pytest", *words], cwd=ROOT, env=suite.env, text=True)
            try:
                return process.wait()
            finally:
                end_orderly(process)
        return suite.everything()
