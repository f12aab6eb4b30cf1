"""What deploy/ ships for production fits the code."""

import configparser
import re

import pytest
from django.db import connection

from tests.deploy.processes import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_every_unit_starts_a_program_of_ours_and_always_again(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(path)
    service = unit["Service"]
    python, script = service["ExecStart"].split()[:2]
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert (ROOT / script).exists()
    assert (service["Restart"], unit["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert service["EnvironmentFile"] == "/etc/torget/production.env"


def test_the_example_names_what_the_settings_read():
    example = (ROOT / "deploy" / "production.env.example").read_text()
    named = set(re.findall(r"^#?(TORGET_[A-Z_]+|DATABASE_URL)=", example, re.MULTILINE))
    sources = [*(ROOT / "site" / "config" / "settings").glob("*.py"), ROOT / "deploy" / "serve.py"]
    sources.append(ROOT / "crisis" / "front_door" / "bulkhead.py")
    read = set(re.findall(r'"(TORGET_[A-Z_]+|DATABASE_URL)"', "".join(path.read_text() for path in sources)))
    assert named <= read
    assert {"TORGET_SECRET_KEY", "TORGET_LINK_KEY", "TORGET_CHAIN_KEY", "TORGET_BASE_URL", "DATABASE_URL"} <= named


@pytest.mark.django_db
def test_the_shipped_postgresql_settings_keep_promises_and_secrets():
    """bin/test starts its PostgreSQL with deploy/postgresql.conf."""
    if connection.vendor != "postgresql":
        pytest.skip("runs on PostgreSQL")
    shown = {}
    with connection.cursor() as cursor:
        for name in ("synchronous_commit", "log_min_error_statement", "log_error_verbosity"):
            cursor.execute(f"SHOW {name}")
            shown[name] = cursor.fetchone()[0]
    assert shown["synchronous_commit"] == "on"
    assert (shown["log_min_error_statement"], shown["log_error_verbosity"]) == ("panic", "terse")
