"""Where the demo is served, manage.py beside it knows: feeds and mails made on the command line lead there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = (
    "import config.settings.demo as demo; "
    "assert demo.BASE_URL == demo.WAGTAILADMIN_BASE_URL; "
    "print('address', demo.BASE_URL)"
)


@pytest.mark.parametrize(
    ("kept", "given", "expected"),
    [
        ("http://localhost:8123\n", "", "http://localhost:8123"),
        ("http://localhost:8123\n", "http://other.example", "http://other.example"),
        ("", "", "http://localhost:8000"),
    ],
)
def test_address_of_the_demo(tmp_path, kept, given, expected):
    if kept:
        (tmp_path / "demo-address").write_text(kept)
    env = {**os.environ, "TORGET_VAR": str(tmp_path), "PYTHONPATH": f"{ROOT}/site:{ROOT}", "TORGET_BASE_URL": given}
    if not given:
        del env["TORGET_BASE_URL"]
    done = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True)
    assert f"address {expected}\n" in done.stdout
