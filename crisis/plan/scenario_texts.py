"""The words of a scenario in all its languages, with the defaults of its blanks in brackets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from crisis.content import BLANK, Text
from crisis.plan.parts import Part, bullets, heading, in_language, page_break, paragraph
from crisis.prepared import Prepared
from crisis.rendering.words import direction, native_name, words


def scenario_parts(scenario: Prepared, language: str) -> list[Part]:
    """Return a scenario: its name, its blanks, its texts, the plan's language first."""
    parts = [page_break(), heading(_("Scenario: %(name)s") % {"name": scenario.name(language)})]
    if scenario.blanks:
        named = ", ".join(f"{name} [{default}]" for name, default in sorted(scenario.blanks.items()))
        parts.append(
            paragraph(_("Blanks to fill in, with what stands there otherwise: %(blanks)s") % {"blanks": named})
        )
    order = dict.fromkeys([language, scenario.source, *settings.MUNICIPALITY.languages, *sorted(scenario.texts)])
    for tag in (tag for tag in order if tag in scenario.texts):
        parts.append(heading(native_name(tag), 2))
        parts.append(in_language(tag, direction(tag), text_parts(scenario.texts[tag], tag)))
    return parts


def text_parts(text: Text, tag: str) -> list[Part]:
    """Return one language's words under the page's own headings."""
    own = words(tag).texts
    parts: list[Part] = [heading(shown(text.headline), 3)]
    if text.strip:
        parts.append(paragraph(shown(text.strip)))
    parts += _prose(own["happened"], text.happened)
    parts += _prose(own["affected"], text.affected)
    parts += _list(own["do_now"], text.do_now)
    parts += _list(own["do_not"], text.do_not)
    parts += _list(own["help"], text.help)
    parts += _list(own["confirmed"], text.confirmed)
    parts += _list(own["not_true"], text.not_true)
    parts += _list(own["questions"], (f"{item.question} {item.answer}" for item in text.questions))
    return parts


def _prose(title: str, text: str) -> list[Part]:
    paragraphs: list[Any] = [paragraph(part.strip()) for part in shown(text).split("\n\n") if part.strip()]
    return [heading(title, 4), *paragraphs] if paragraphs else []


def _list(title: str, items: Iterable[str]) -> list[Part]:
    said = [shown(item) for item in items]
    return [heading(title, 4), bullets(said)] if said else []


def shown(text: str) -> str:
    """Return a text with the defaults of its blanks in brackets."""
    return BLANK.sub(lambda found: f"[{found[2]}]", text)
