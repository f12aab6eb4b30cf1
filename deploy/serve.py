"""Start granian with the one configuration that bin/demo, the tests and systemd share.

Usage: python deploy/serve.py [--host H] [--port N | --uds PATH] [--target MODULE:NAME]
Read from the environment: TORGET_WORKERS (processes), TORGET_THREADS (threads in each), TORGET_RESERVE (how many of
those are kept free for the crisis page). As many threads again only wait for a place in Django
(crisis.front_door.bulkhead).
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server
from granian.server.common import AbstractServer

ROOT = Path(__file__).resolve().parents[1]
sys.path[0:1] = [str(ROOT), str(ROOT / "site")]

from crisis.front_door.bulkhead import thread_count, waiting_count  # noqa: E402

# A connection counts against back-pressure as long as it is open, so slow clients must not be able to use it up.
CONNECTIONS_PER_WORKER = 1024
# Room for 2 MB of request line and headers: a 1 MB address is read to its end and refused, not cut off unread.
REQUEST_HEAD_BYTES = 2 * 1024 * 1024
# Longer than Django needs to load: at SIGHUP a new worker is up before the old one stops.
RESPAWN_SECONDS = 6.0


def worker_count() -> int:
    """Return TORGET_WORKERS, else one process for each core, at least two so that one may die."""
    return int(os.environ.get("TORGET_WORKERS") or max(2, os.cpu_count() or 1))


def make_server(target: str, host: str, port: int, uds: Path | None) -> AbstractServer[Any]:
    """Return the configured server, not yet started."""
    return Server(
        target,
        address=host,
        port=port,
        uds=uds,
        uds_permissions=0o660 if uds else None,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=worker_count(),
        blocking_threads=thread_count() + waiting_count(),
        blocking_threads_idle_timeout=300,
        backlog=2048,
        backpressure=CONNECTIONS_PER_WORKER,
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=REQUEST_HEAD_BYTES),
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=30,
    )


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--uds", type=Path, help="listen on a Unix socket instead (production, behind nginx)")
    parser.add_argument("--target", default="config.wsgi:application")
    options = parser.parse_args()
    make_server(options.target, options.host, options.port, options.uds).serve()


if __name__ == "__main__":
    main()
