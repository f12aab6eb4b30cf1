"""bin/demo: set up everything a bare machine lacks, build the demo municipality, serve it."""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import shutil
from pathlib import Path

from . import catalogues, front_end, python_env, serving
from .ground import PYTHON, ROOT, UP_TO_DATE, VAR, Stamps, Steps, digest, environment, only_one, quietly

SECRETS = ("TORGET_SECRET_KEY", "TORGET_LINK_KEY", "TORGET_CHAIN_KEY")
PASSWORD_FILE = VAR / "demo-password"
APPS = [ROOT / name for name in ("site", "home", "services", "eforms", "feedback", "crisis")]
MADE_BY_DEMO = (
    *("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "media", "private", "search", "staticfiles", "front"),
    *("mail", "crisis", "log", "demo.env", "demo-address", "demo-password", "stamps.json"),
)


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="bin/demo", description="Set up and serve the demo municipality.")
    parser.add_argument("--port", type=int, default=8000, help="port to serve on (default 8000)")
    parser.add_argument("--no-serve", action="store_true", help="only set up")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away and build it anew")
    return parser.parse_args()


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def ensure_secrets() -> str:
    """Make the keys that are missing in demo.env."""
    path = VAR / "demo.env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    missing = [name for name in SECRETS if not any(line.startswith(f"{name}=") for line in lines)]
    if not missing:
        return UP_TO_DATE
    lines += [f"{name}={secrets.token_urlsafe(48)}" for name in missing]
    write_privately(path, "\n".join(lines) + "\n")
    return "made"


def demo_password() -> str:
    """Return the demo users' password: DEMO_PASSWORD, else the one kept before, else a new one."""
    kept = PASSWORD_FILE.read_text(encoding="utf-8").strip() if PASSWORD_FILE.exists() else ""
    password = os.environ.get("DEMO_PASSWORD") or kept or f"{secrets.token_urlsafe(12)}-Norrvik"
    if password != kept:
        write_privately(PASSWORD_FILE, password + "\n")
    return password


def manage(*words: str, **extra: str) -> None:
    """Run a manage.py command with the demo's settings."""
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.demo", **extra)
    quietly([PYTHON, ROOT / "manage.py", *words], env=env)


def once(name: str, wanted: str, *commands: list[str], needs: Path, **extra: str) -> str:
    """Run manage.py commands unless they were run for this input and their result is there."""
    stamps = Stamps(VAR / "stamps.json")
    if stamps.is_current(name, wanted) and needs.exists():
        return UP_TO_DATE
    for command in commands:
        manage(*command, **extra)
    stamps.remember(name, wanted)
    return "done"


def ensure_database(path: Path, code: str) -> str:
    """Migrate the database; Django opens it only when its file exists, and an empty file is an empty database."""
    if not path.exists():
        for step in ("database", "demo"):
            Stamps(VAR / "stamps.json").remember(step, "")
        for left_behind in ("db.sqlite3-wal", "db.sqlite3-shm"):
            (VAR / left_behind).unlink(missing_ok=True)
        write_privately(path, "")
    return once("database", code, ["migrate", "--noinput", "-v0"], needs=path)


def build_site(steps: Steps) -> None:
    """Bring database, content, search index and static files up to the code."""
    database = VAR / "db.sqlite3"
    code = digest(*[app for app in APPS if app.exists()], ROOT / "municipality.toml", ROOT / "requirements.lock")
    password = demo_password()
    content = digest(text=f"{code} {password}")
    static = digest(ROOT / "static", VAR / "front", *sorted(ROOT.glob("site/*/static")), ROOT / "requirements.lock")
    steps.run("Database", lambda: ensure_database(database, code))
    steps.run(
        "Demo municipality",
        lambda: once("demo", content, ["demo"], needs=database, DEMO_PASSWORD=password),
        "content, pictures, translations, search index",
    )
    steps.run(
        "Static files",
        lambda: once("static", static, ["collectstatic", "--noinput", "-v0"], needs=VAR / "staticfiles"),
        "copied, hashed, compressed",
    )


def remove_old() -> str:
    """Remove what earlier runs made, and nothing else that may lie in the folder."""
    for name in MADE_BY_DEMO:
        path = VAR / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return "removed"


def set_up(*, fresh: bool) -> None:
    """Do every step that is not up to date."""
    steps = Steps(9 if fresh else 8)
    with only_one():
        if fresh:
            steps.run("Old demo data", remove_old)
        first = "about a minute the first time"
        steps.run("Python packages", lambda: python_env.ensure(python_env.RUNTIME_LOCK), first)
        steps.run("Front-end packages", front_end.ensure_packages)
        steps.run("Front-end build", front_end.ensure_build)
        steps.run("Translations", catalogues.ensure)
        steps.run("Keys of this demo", ensure_secrets)
        build_site(steps)
    print(f"Set up in {steps.seconds():.1f} s.", flush=True)


def main() -> int:
    """Set up, then serve until stopped."""
    options = arguments()
    if not options.no_serve:
        serving.refuse_taken_port(options.port)
    set_up(fresh=options.fresh)
    if options.no_serve:
        print("Ready. Serve it with: bin/demo", flush=True)
        return 0
    return serving.serve(options.port, PASSWORD_FILE)
