import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.updates import languages, rebuild


class Command(BaseCommand):
    help = "Writes this node's search indexes anew; searches go on in the old ones meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", nargs="*", help="language codes; all languages when none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild the named languages, or all, and say how many documents each has."""
        chosen = options["language"] or languages()
        unknown = sorted(set(chosen) - set(languages()))
        if unknown:
            raise CommandError(f"no such language: {', '.join(unknown)} (there are {', '.join(languages())})")
        for language in chosen:
            started = time.monotonic()
            number = rebuild(language)
            if options["verbosity"]:
                self.stdout.write(f"{language}: {number} documents in {time.monotonic() - started:.1f} s")
