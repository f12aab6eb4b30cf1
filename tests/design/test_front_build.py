"""The built style sheet: small, layered, ours alone; colours that cannot be read are refused."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from bin.commands.front_end import node_and_npm

ROOT = Path(settings.ROOT)
NODE, _NPM = node_and_npm()


def build(root: Path, var: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TORGET_VAR": str(var)}
    script = root / "bin" / "build_front.mjs"
    return subprocess.run([NODE, script], env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    var = tmp_path_factory.mktemp("front")
    result = build(ROOT, var)
    assert result.returncode == 0, result.stderr
    return var / "front"


def test_style_sheet_leaves_room_for_the_page_within_30_kilobytes(built):
    assert len(gzip.compress((built / "css" / "torget.css").read_bytes())) < 22_000


def test_script_is_under_10_kilobytes_uncompressed(built):
    assert (built / "js" / "torget.js").stat().st_size < 10_000


def test_style_sheet_asks_no_other_host_and_loads_no_font(built):
    css = (built / "css" / "torget.css").read_text("utf-8")
    assert "@import" not in css
    assert "@font-face" not in css
    addresses = re.findall(r"url\(([^)]{0,5})", css)
    assert addresses
    assert all(address.strip("\"'").startswith("data") for address in addresses)


def test_both_colour_schemes_print_and_forced_colours_are_there(built):
    css = (built / "css" / "torget.css").read_text("utf-8")
    for query in ("prefers-color-scheme: dark", "forced-colors: active", "prefers-reduced-motion", "@media print"):
        assert query.replace(": ", ":") in css.replace(": ", ":")


def node(code: str) -> str:
    command = [NODE, "--input-type=module", "--eval", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


THEME = """
@layer ds.theme.color-scheme.light {{
  --ds-color-brand-text-default: {text}; --ds-color-brand-surface-default: #ffffff; }}
@media screen {{}}
@layer ds.theme.color-scheme.dark {{
  --ds-color-brand-text-default: #ffffff; --ds-color-brand-surface-default: #000000; }}
@media screen {{}}
"""


@pytest.mark.parametrize(("text", "faults"), [("#072e45", 0), ("#bbbbbb", 1)])
def test_colours_too_close_together_are_named(text, faults):
    code = (
        'import { faultsOfContrast } from "./bin/front_contrast.mjs";'
        f"console.log(faultsOfContrast(`{THEME.format(text=text)}`).join('|'));"
    )
    found = [fault for fault in node(code).strip().split("|") if fault]
    assert len(found) == faults
    assert all("light: brand text-default on surface-default" in fault for fault in found)


def test_colour_that_is_no_colour_stops_the_build_and_leaves_nothing(tmp_path):
    for folder in ("bin", "static"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    toml = (ROOT / "municipality.toml").read_text("utf-8")
    (tmp_path / "municipality.toml").write_text(re.sub(r'(?m)^main = "#\w+"', 'main = "blue-ish"', toml))
    result = build(tmp_path, tmp_path / "var")
    assert result.returncode != 0
    assert not (tmp_path / "var" / "front").exists()
