"""A private PostgreSQL cluster in a temporary folder, with the settings shipped in deploy/."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .ground import ROOT, StopError

# Memory for a small machine; and no waiting for the disk: a killed server loses nothing by it, only a power cut would.
OVERRIDES = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
shared_buffers = 128MB
effective_cache_size = 512MB
fsync = off
full_page_writes = off
log_destination = stderr
logging_collector = off
"""


def identity() -> dict[str, Any]:
    """Return whom the server runs as, in Popen's words: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise StopError("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def usable(programs: Path, folder: Path, who: dict[str, Any]) -> Path:
    """Return the programs' folder, a copy when the server's user cannot get at it (a clone in /root)."""
    with contextlib.suppress(OSError):
        if subprocess.run([programs / "postgres", "--version"], cwd="/", capture_output=True, **who).returncode == 0:
            return programs
    shutil.copytree(programs.parent, folder / "programs", symlinks=True)
    return folder / "programs" / programs.name


@contextlib.contextmanager
def private_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster and give its DATABASE_URL; afterwards stop it and remove everything."""
    who = identity()
    folder = Path(tempfile.mkdtemp(prefix="torget-pg-", dir="/tmp"))
    password, port = secrets.token_hex(16), free_port()
    server: subprocess.Popen[bytes] | None = None
    try:
        folder.chmod(0o755)
        programs = usable(programs, folder, who)
        data = folder / "data"
        initialise(programs, data, folder, who, password)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write((ROOT / "deploy" / "postgresql.conf").read_text(encoding="utf-8"))
            settings.write(OVERRIDES.format(port=port, folder=folder))
        with (folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data],
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                **who,
            )
        wait_until_it_answers(server, port, folder / "server.log")
        yield f"postgres://torget:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: ends open connections
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(20)
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def initialise(programs: Path, data: Path, folder: Path, who: dict[str, Any], password: str) -> None:
    """Make the cluster's files."""
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    secret.chmod(0o600)
    if who:
        os.chown(folder, who["user"], who["group"])
        os.chown(secret, who["user"], who["group"])
    words: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "torget",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    made = subprocess.run(
        [*words, "--auth=scram-sha-256", f"--pwfile={secret}"],
        cwd=folder,
        capture_output=True,
        text=True,
        **who,
    )
    if made.returncode:
        raise StopError(f"{made.stdout}{made.stderr}\n\nPostgreSQL's initdb failed.")
    secret.unlink()


def wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server takes connections."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            # It listens before it is ready; "the database system is starting up" is over with this line.
            if "ready to accept connections" in log.read_text(encoding="utf-8", errors="replace"):
                return
        time.sleep(0.1)
    raise StopError(f"{log.read_text(encoding='utf-8', errors='replace')}\n\nPostgreSQL does not start.")
