"""The project's own Python environment in .venv, installed from a lock with hashes."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .ground import PYTHON, ROOT, UP_TO_DATE, VENV, StopError, digest, environment, quietly

STAMP = VENV / "torget-stamp.json"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"


def as_root_with_apt() -> bool:
    """Tell whether missing programs can be installed here: root on Debian or a relative of it."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install Debian packages."""
    env = environment(DEBIAN_FRONTEND="noninteractive")
    quietly(["apt-get", "update", "-q"], env=env)
    quietly(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], env=env)


def read_stamp() -> dict[str, object]:
    """Return what was installed where, nothing when that is not known."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def runs_same_python() -> bool:
    """Tell whether .venv has a working Python of the version that runs this."""
    try:
        asked = subprocess.run([PYTHON, "-c", "import sys, pip; print(sys.version)"], capture_output=True, text=True)
    except OSError:
        return False
    return asked.returncode == 0 and asked.stdout.strip() == sys.version.strip()


def create() -> None:
    """Make a new empty environment."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not as_root_with_apt():
            raise StopError(
                f"Python's venv module is not complete. Run this once:\n\n    sudo apt-get install {package}\n"
            )
        apt_install(package)
    quietly([sys.executable, "-m", "venv", "--clear", VENV])


def move_in(old_place: str) -> None:
    """Repair an environment whose folder was moved or copied: its programs name the old place in their first line."""
    quietly([sys.executable, "-m", "venv", "--without-pip", VENV])
    for program in (VENV / "bin").iterdir():
        if program.is_symlink() or not program.is_file():
            continue
        content = program.read_bytes()
        if content.startswith(b"#!") and old_place.encode() in content:
            # A path with blanks or a very long one does not fit a first line: pip then writes one for /bin/sh.
            program.write_bytes(content.replace(old_place.encode(), str(VENV).encode()))


def ensure(lock: Path) -> str:
    """Bring .venv up to the lock and return what was done."""
    stamp = read_stamp()
    locks = stamp.get("locks")
    wanted = digest(lock)
    fresh = not runs_same_python()
    old_place = str(stamp.get("place", ""))
    if fresh:
        create()
    elif isinstance(locks, list) and wanted in locks:
        if old_place == str(VENV):
            return UP_TO_DATE
        move_in(old_place)
        write_stamp([str(entry) for entry in locks])
        return "moved"
    elif old_place and old_place != str(VENV):
        move_in(old_place)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off"]
    quietly([*pip, "--require-hashes", "-r", lock])
    # The test lock holds everything of the runtime lock, so it serves bin/demo too.
    write_stamp([wanted, digest(RUNTIME_LOCK)] if lock == DEV_LOCK else [wanted])
    return "installed"


def write_stamp(locks: list[str]) -> None:
    """Note what is installed and where."""
    STAMP.write_text(json.dumps({"place": str(VENV), "locks": locks}, indent=1), encoding="utf-8")
