"""Real granian under the real supervisor, real nginx with the shipped configuration."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.deploy.processes import ROOT, answers, free_port, start, wait_until

STUB = "tests.deploy.stub_app:application"


@pytest.fixture
def stub_text(tmp_path):
    """The file whose text the stub application answers with."""
    path = tmp_path / "stub.txt"
    path.write_text("first text")
    return path


@pytest.fixture
def supervised(tmp_path, stub_text):
    """A function that starts the stub application under the supervisor and waits until it answers."""
    started = []

    def run(*extra, env=None, port=None):
        port = port or free_port()
        command = [sys.executable, ROOT / "deploy/supervisor.py", "--no-work", "--port", port, "--target", STUB, *extra]
        environment = {"STUB_FILE": str(stub_text), "TORGET_WORKERS": "2", "TORGET_THREADS": "4", **(env or {})}
        running = start(command, port=port, log=tmp_path / "supervisor.log", env=environment)
        started.append(running)
        assert wait_until(lambda: answers(port, "/public")), running.log.read_text()
        # A worker that is still loading does not hear SIGTERM and would have to be killed after 30 s.
        assert wait_until(lambda: running.log.read_text().count("Started worker-") == 2), running.log.read_text()
        return running

    yield run
    for running in started:
        running.stop()


def nginx_program():
    """Return the nginx that bin/test found, or None."""
    found = os.environ.get("TORGET_NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    return found or None


@pytest.fixture
def nginx(tmp_path):
    """A function that starts nginx with the shipped configuration before an application on a port."""
    program = nginx_program()
    if program is None:
        pytest.skip("nginx is not installed (bin/test names it as left out)")
    started = []

    def run(upstream_port, *, static=None, media=None, crisis=None):
        port = free_port()
        output = tmp_path / "nginx"
        folders = {"--static": static or tmp_path / "static", "--media": media or tmp_path / "media"}
        folders["--crisis"] = crisis or tmp_path / "crisis"
        for folder in folders.values():
            folder.mkdir(exist_ok=True)
        options = [part for pair in folders.items() for part in pair]
        render = [sys.executable, ROOT / "deploy/nginx/render.py", "--standalone", "--output", output]
        subprocess.run([*render, "--port", str(port), "--upstream", f"127.0.0.1:{upstream_port}", *options], check=True)
        command = [program, "-p", output, "-c", output / "nginx.conf"]
        running = start(command, port=port, log=tmp_path / "nginx.log")
        started.append(running)
        listening = wait_until(lambda: (output / "nginx.pid").exists() and running.process.poll() is None, 10)
        assert listening, running.log.read_text()
        return running

    yield run
    for running in started:
        running.stop()
