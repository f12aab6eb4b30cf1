"""Whether the database answers, found out quickly; and letting go of one that does not."""

from __future__ import annotations

import contextlib
import socket
import threading

from django.db import connections
from django.utils.translation import gettext as _

PATIENCE = 1.0  # seconds that the database has for its first answer
ALIAS = "default"


def limit_waiting(seconds: int = 1) -> None:
    """Ask PostgreSQL's client for short times on connections that this process opens from now on."""
    settings = connections[ALIAS].settings_dict
    if "postgresql" not in settings["ENGINE"]:
        return
    options = {**settings.get("OPTIONS", {})}
    options["connect_timeout"] = 2  # libpq's least
    limits = f"-c statement_timeout={seconds * 1000} -c lock_timeout={seconds * 1000}"
    options["options"] = f"{options.get('options', '')} {limits}".strip()
    options |= {"keepalives": 1, "keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2}
    settings["OPTIONS"] = options
    settings["CONN_HEALTH_CHECKS"] = False


def why_away(patience: float = PATIENCE, *, for_writing: bool = True) -> str:
    """Return in words why the database cannot be used, empty when it can.

    Asked in a thread of its own: looking up a host's name or waiting for a hung server cannot be cut off otherwise.
    """
    answer: list[str] = []
    given_up = threading.Event()
    thread = threading.Thread(target=lambda: answer.append(_ask(for_writing, given_up)), daemon=True)
    thread.start()
    thread.join(patience)
    given_up.set()
    return answer[0] if answer else _("the database does not answer")


def _ask(for_writing: bool, given_up: threading.Event) -> str:
    """Ask once, with a connection of this thread."""
    from crisis.models import CrisisBook

    connection = connections[ALIAS]
    try:
        _look_up(str(connection.settings_dict.get("HOST") or ""))
        if given_up.is_set():
            return ""
        CrisisBook.objects.using(ALIAS).first()
        if for_writing and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_read_only")
                if cursor.fetchone()[0] == "on":
                    return _("the database takes no writes")
    except Exception as problem:  # whatever it is, the files must do
        return describe(problem)
    finally:
        with contextlib.suppress(Exception):
            connection.close()
    return ""


def _look_up(host: str) -> None:
    """Look a name up before the client does it: while that waits, it lets nothing else in the process run."""
    if host and not host.startswith(("/", "@")):
        for name in host.split(","):
            socket.getaddrinfo(name, None)


def describe(problem: BaseException) -> str:
    """Return a database's error in one line."""
    lines = str(problem).strip().splitlines()
    return lines[0][:200] if lines else type(problem).__name__


def let_go() -> None:
    """Drop this thread's connection without a word to the server: one that hangs would never answer."""
    wrapper = connections[ALIAS]
    if wrapper.in_atomic_block:  # whoever opened the transaction has to end it
        return
    raw = getattr(wrapper, "connection", None)
    with contextlib.suppress(Exception):
        if wrapper.vendor == "postgresql" and raw is not None:
            raw.pgconn.finish()
        elif raw is not None:
            raw.close()
    with contextlib.suppress(AttributeError):
        del connections[ALIAS]
