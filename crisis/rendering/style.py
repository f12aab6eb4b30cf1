"""The crisis page's one style element, and the policy that allows it and nothing else. Standard library only.

The style is the same in every version of every page, so that nginx can send the policy without asking anybody.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path

SHEET = Path(__file__).with_name("page.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AROUND = re.compile(r"\s*([{}:;,>])\s*")


@functools.cache
def style() -> str:
    """Return the sheet without comments and blanks, as it stands between <style> and </style>."""
    bare = " ".join(COMMENT.sub("", SHEET.read_text(encoding="utf-8")).split())
    return AROUND.sub(r"\1", bare).replace(" and(", " and (").replace(";}", "}")


@functools.cache
def style_hash() -> str:
    """Return the sheet's hash as a Content-Security-Policy wants it: 'sha256-…' in its quotes."""
    digest = hashlib.sha256(style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@functools.cache
def policy() -> str:
    """Return the crisis page's Content-Security-Policy: its own style and nothing else, from nowhere."""
    return (
        f"default-src 'none'; style-src {style_hash()}; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
