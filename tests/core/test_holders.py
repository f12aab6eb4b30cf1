"""Who holds a lease, and whether the holder still lives."""

import os
import signal
import subprocess
import sys

import pytest

from core.holders import holder, is_gone
from tests.deploy.processes import ROOT

CODE = f"""
import sys, time
sys.path.insert(0, {str(ROOT / "site")!r})
from core.holders import holder
print(holder(), flush=True)
time.sleep(60)
"""


def test_this_process_is_not_gone():
    assert holder() == holder()
    assert not is_gone(holder())


def test_a_killed_process_is_gone():
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True) as process:
        name = process.stdout.readline().strip()
        assert not is_gone(name)
        process.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, not yet waited for
        assert is_gone(name)
        process.wait()
        assert is_gone(name)


def test_a_number_used_again_by_another_process_does_not_keep_the_lease():
    machine, namespace, number, _started = holder().rsplit(":", 3)
    assert is_gone(f"{machine}:{namespace}:{number}:1")


@pytest.mark.parametrize("name", ["", "nonsense", "elsewhere:4026531836:1:1", "a:b:c:d"])
def test_what_cannot_be_known_is_not_gone(name):
    assert not is_gone(name)


def test_a_container_with_our_name_but_its_own_numbers_is_another_machine():
    machine, namespace, number, _started = holder().rsplit(":", 3)
    assert not is_gone(f"{machine}:{int(namespace) + 1}:{number}:0")
