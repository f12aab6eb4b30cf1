"""Ask for one page as often as possible: with wrk where it is installed, else with a small client of our own."""

from __future__ import annotations

import multiprocessing
import re
import socket
import subprocess
import threading
import time
from typing import BinaryIO

from .ground import StopError
from .programs import which

CONNECTIONS = 16
CLIENT_PROCESSES = 2


def requests_per_second(port: int, path: str, seconds: float) -> float:
    """Return how many answers of status 200 came a second; any other answer stops the measurement."""
    wrk = which("wrk")
    if wrk is None:
        return own_client(port, path, seconds)
    words = [str(wrk), "-t2", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", f"http://127.0.0.1:{port}{path}"]
    output = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise StopError(f"{path} answered with errors under load:\n{output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if found is None:
        raise StopError(f"wrk said something unknown:\n{output}")
    return float(found[1])


def own_client(port: int, path: str, seconds: float) -> float:
    """Measure with processes and threads of Python; slower than wrk, so fast servers look alike."""
    with multiprocessing.get_context("spawn").Pool(CLIENT_PROCESSES) as pool:
        counts = pool.starmap(_one_process, [(port, path, seconds)] * CLIENT_PROCESSES)
    return sum(counts) / seconds


def _one_process(port: int, path: str, seconds: float) -> int:
    """Return the number of answers that this process's share of the connections got."""
    counts: list[int] = []
    end = time.monotonic() + seconds
    clients = [
        threading.Thread(target=lambda: counts.append(_ask_until(end, port, path)))
        for _ in range(CONNECTIONS // CLIENT_PROCESSES)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if len(counts) < len(clients):
        raise StopError(f"{path} answered with errors under load")
    return sum(counts)


def _ask_until(end: float, port: int, path: str) -> int:
    """Send one request after the other on one connection and count the answers."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    count = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        answers = connection.makefile("rb")
        while time.monotonic() < end:
            connection.sendall(request)
            _read_answer(answers)
            count += 1
    return count


def _read_answer(answers: BinaryIO) -> None:
    """Read one answer to its end; only 200 with a Content-Length or chunks is understood."""
    read = answers.readline
    if b" 200 " not in read():
        raise StopError("not 200")
    length = -1
    while (line := read()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if length >= 0:
        answers.read(length)
        return
    while (size := int(read().strip() or b"0", 16)) > 0:
        answers.read(size + 2)
    read()
