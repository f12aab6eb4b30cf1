"""The page for those whom Django cannot serve: the municipality's telephone numbers, in every language of the site.

Made without Django, from the compiled catalogues in site/locale; without those it speaks English.
"""

from __future__ import annotations

import base64
import gettext as catalogues
import hashlib
from collections.abc import Callable
from html import escape
from pathlib import Path

from core.municipality import Municipality

CATALOGUES = Path(__file__).resolve().parents[2] / "site" / "locale"
STYLE = (
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:38rem;margin:8vh auto;padding:0 1.25rem;color:#1c252c;"
    "background:#fbf9f5}h1{font-size:1.75rem;line-height:1.2}a{color:#0b4a6f}"
    "section+section{border-top:1px solid #8a949c;margin-top:1.5rem;padding-top:.5rem}"
    "@media (prefers-color-scheme:dark){body{color:#f0ede6;background:#12191e}a{color:#8fcbee}}"
)
POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{name}</h1>
{sections}
</main>
</body>
</html>
"""


def busy_page(municipality: Municipality, *, first: str, was_sending: bool, is_crisis: bool) -> bytes:
    """Return the page, the visitor's language first; those who were sending something are told what became of it."""
    others = [tag for tag in municipality.languages if tag != first]
    sections = [_section(municipality, tag, was_sending, is_crisis) for tag in (first, *others)]
    name = municipality.name_in(first)
    words = _translator(first)
    title = f"{words('The website cannot answer right now')} – {name}"
    page = PAGE.format(
        lang=escape(first), title=escape(title), style=STYLE, name=escape(name), sections="\n".join(sections)
    )
    return page.encode()


def _translator(tag: str) -> Callable[[str], str]:
    """Return gettext for a language; the texts themselves where its catalogue is missing or broken."""
    try:
        return catalogues.translation("django", CATALOGUES, [tag], fallback=True).gettext
    except (OSError, ValueError, UnicodeError):
        return catalogues.NullTranslations().gettext


def _section(municipality: Municipality, tag: str, was_sending: bool, is_crisis: bool) -> str:
    """Return what one language says."""
    _ = _translator(tag)
    home = "/" if tag == municipality.languages[0] else f"/{tag}/"
    lines = [
        _("The website cannot answer right now, because very many want to see it or because something is broken."),
        _("Try again in a moment, or call us: {telephone}."),
        _("If lives are in danger, call 112."),
    ]
    if was_sending:
        lines.insert(1, _("What you sent has not reached us. Reload this page to send it again."))
    link = f'<a href="tel:{escape(municipality.telephone_international)}">{escape(municipality.telephone)}</a>'
    paragraphs = [f"<p>{escape(line).replace('{telephone}', link)}</p>" for line in lines]
    if is_crisis:
        paragraphs.insert(0, f'<p><a href="{home}">{escape(_("Important information: what has happened"))}</a></p>')
    return f'<section lang="{escape(tag)}">\n{chr(10).join(paragraphs)}\n</section>'
