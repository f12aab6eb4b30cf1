"""The one style element: the policy allows it, everybody can read its colours, and it is the same in every version."""

import base64
import hashlib
import re
import subprocess
import sys

from crisis.rendering.style import policy, style, style_hash
from tests.crisis.rendered_events import event, pages, soup


def test_policy_allows_the_style_as_it_stands_in_every_page():
    for page in [*pages(event()).values(), *pages(event(level=2, drill=True)).values()]:
        [element] = soup(page)("style")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_policy_allows_nothing_else():
    parts = policy().split("; ")
    assert parts[0] == "default-src 'none'"
    assert "script-src" not in policy()
    assert "unsafe" not in policy()


def test_hash_is_read_without_django():
    code = "import sys; from crisis.rendering.style import style_hash; print(style_hash(), 'django' in sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [style_hash(), "False"]


def test_shortened_style_keeps_what_needs_blanks():
    assert "@media(min-width:60rem){" in style()
    assert "/*" not in style()
    assert style().count("{") == style().count("}")


def luminance(colour):
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_white_on_each_levels_colour_is_readable_by_everyone():
    colours = re.findall(r"--grave:(#[0-9a-f]{6})", style())
    assert len(colours) == 4
    assert all(contrast(colour, "#ffffff") >= 7 for colour in colours)
