"""Brings the gettext catalogues up to what the code asks for."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.catalogues import messages_of_project, updated


class Command(BaseCommand):
    """manage.py update_catalogues [--check]: then translate what is empty, and run it again."""

    help = "Adds new strings to site/locale/<language>/LC_MESSAGES/django.po and drops those no longer used."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Update or check the catalogue of each language but English."""
        wanted = messages_of_project(settings.ROOT)
        missing = 0
        for language, _name in settings.LANGUAGES:
            if language == "en":
                continue
            path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            old = polib.pofile(path) if path.exists() else polib.POFile()
            new = updated(old, wanted, language)
            empty = new.untranslated_entries()
            missing += len(empty)
            self.stdout.write(f"{language}: {len(new)} strings, {len(empty)} to translate")
            for entry in empty:
                self.stdout.write(f"  {entry.msgid}")
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                new.save(path)
        if check and missing:
            raise CommandError(f"{missing} strings are not translated.")
