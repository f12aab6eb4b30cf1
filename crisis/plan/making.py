"""From the record, or from the files when the database is away, to the PDF."""

from __future__ import annotations

import datetime
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crisis.plan.contents import contents
from crisis.plan.fonts import FONT_FAMILIES, font_folders
from crisis.plan.printable import Printer
from crisis.plan.sources import Sources, collect

logger = logging.getLogger("torget.crisis")
TEMPLATE = Path(__file__).with_name("plan.typ")
ACCESSIBLE = "ua-1"  # PDF/UA-1, ISO 14289-1


@dataclass(frozen=True)
class MadePlan:
    """The PDF, and what whoever prints it must know: characters without a font, data that could not be read."""

    pdf: bytes
    problems: tuple[str, ...] = ()
    is_accessible: bool = True


def make_plan(language: str = "", *, at: datetime.datetime | None = None, sources: Sources | None = None) -> MadePlan:
    """Make the plan in a language of the site, the first when none is said; scenario texts come in all of theirs."""
    code = language if language in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE
    moment = timezone.localtime(at or timezone.now())
    with translation.override(code):
        found = sources or collect()
        printer = Printer()
        data = printer.clean(contents(found, code, moment))
        problems = [*found.problems, *printer.problems()]
        data["problems"] = problems
        pdf, is_accessible = _compiled(data, moment)
        if not is_accessible:
            problems.append(_("The PDF could not be made accessible (PDF/UA). Tell whoever runs the website."))
    return MadePlan(pdf, tuple(problems), is_accessible)


def _compiled(data: dict[str, Any], at: datetime.datetime) -> tuple[bytes, bool]:
    """Typeset; a plan that typst cannot make accessible is better than none."""
    import typst  # 80 MB that nothing else needs

    inputs = {"data": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(FONT_FAMILIES)}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=font_folders())

    def compiled(standards: list[Any]) -> bytes:
        compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, sys_inputs=inputs)
        pdf = compiler.compile(format="pdf", pdf_standards=standards, timestamp=int(at.timestamp()))
        if not isinstance(pdf, bytes):
            raise TypeError("typst gave no PDF")
        return pdf

    try:
        return compiled([ACCESSIBLE]), True
    except typst.TypstError:
        logger.exception("the crisis plan could not be made accessible")
        return compiled([]), False
