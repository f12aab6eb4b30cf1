"""Run the demo under the supervisor and tell people where it is."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import FrameType

from .ground import PYTHON, ROOT, VAR, StopError, environment

START_SECONDS = 90
USERS = "admin redaktor publicist kris handlaggare handlaggare2 chef kontaktcenter formular arkiv"
ABOUT = """
The demo municipality is served:

  Svenska   {base}/
  Norsk     {base}/nb/
  English   {base}/en/
  Admin     {base}/admin/

  Users     {users}
            …@norrvik.example
  Password  {password}

  Other than in production: no TLS, a second factor is not demanded, mail is written to {mail},
  and the database is SQLite.

  Log       {log}
  Stop      Ctrl-C
"""


def refuse_taken_port(port: int) -> None:
    """Stop at once when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise StopError(
                f"Port {port} cannot be used ({problem.strerror}). Try: bin/demo --port {port + 1}"
            ) from None


def answers(port: int) -> bool:
    """Tell whether the home page answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the home page answers; show the log's end when it never does."""
    end = time.monotonic() + START_SECONDS
    while not answers(port):
        if time.monotonic() > end or process.poll() is not None:
            tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:])
            raise StopError(f"{tail}\n\nThe demo does not answer on port {port}. Log: {log}")
        time.sleep(0.1)


def raise_stop(number: int, frame: FrameType | None) -> None:
    """Turn SIGTERM and a closed terminal into the same orderly stop as Ctrl-C."""
    raise KeyboardInterrupt


def serve(port: int, password_file: Path) -> int:
    """Serve until told to stop, then stop everything that was started."""
    base = f"http://localhost:{port}"
    address = os.environ.get("TORGET_BASE_URL") or base
    (VAR / "demo-address").write_text(address + "\n", encoding="utf-8")  # for manage.py beside it
    log = VAR / "log" / "demo.log"
    log.parent.mkdir(exist_ok=True)
    env = environment(DJANGO_SETTINGS_MODULE="config.settings.demo", TORGET_BASE_URL=address)
    command = [PYTHON, ROOT / "deploy" / "supervisor.py", "--end-with-parent", "--port", str(port)]
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stop)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(port, process, log)
        kept = "as in DEMO_PASSWORD" if os.environ.get("DEMO_PASSWORD") else password_file.read_text().strip()
        password = f"{kept}   (kept in {password_file})"
        print(ABOUT.format(base=base, users=USERS, password=password, mail=VAR / "mail", log=log), flush=True)
        return process.wait()
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        process.terminate()
        process.wait()
