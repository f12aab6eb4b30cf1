"""manage.py import_services FILE: services from a CPSV-AP file as draft pages."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.cpsv.importer import import_file
from services.cpsv.report import ImportRefused

SOURCE_LENGTH = 60


class Command(BaseCommand):
    """Imports all services of a file or none."""

    help = "Reads services from a CPSV-AP file (Turtle; .jsonld and .rdf too) into draft pages, all languages at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--source", default="cpsv-ap", help="a name for where the file is from; ids are kept by it")
        parser.add_argument("--category", default="", metavar="SLUG", help="the service category for new pages")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and save nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report, in the language of the person at the terminal."""
        with override(operator_language()):
            if not 0 < len(options["source"]) <= SOURCE_LENGTH:
                raise CommandError(_("--source takes 1 to %(limit)d characters") % {"limit": SOURCE_LENGTH})
            try:
                report = import_file(
                    options["file"],
                    source=options["source"],
                    category=options["category"],
                    dry_run=options["dry_run"],
                )
            except ImportRefused as reason:
                raise CommandError(str(reason)) from reason
            for line in report.lines():
                self.stdout.write(line)
            if options["dry_run"]:
                self.stdout.write(_("Nothing was saved: this was a trial run."))


def operator_language() -> str:
    """Return the language of the terminal, from the environment as every other program reads it; else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    code = next((value for name in names if (value := os.environ.get(name))), "")[:2].lower()
    return {"sv": "sv", "nb": "nb", "no": "nb", "nn": "nb"}.get(code, "en")
