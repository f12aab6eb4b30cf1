"""The crisis switch on the command line (architecture §5); works without the database."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils.translation import gettext as _

from crisis.errors import CrisisError
from crisis.shell import arguments, commands
from crisis.shell.reach import describe


class Command(BaseCommand):
    """manage.py crisis on|off|update|status|check|plan|scenarios|watch"""

    help = "Switches crisis mode on and off and tells what is on, also when the database does not answer."
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; whatever stands in the way is said in one line, with exit code 1."""
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        try:
            commands.run(options, self.stdout.write)
        except CrisisError as problem:
            raise CommandError(problem.message) from None
        except Error as problem:
            words = _("The database does not answer: %(reason)s")
            raise CommandError(words % {"reason": describe(problem)}) from None
        except OSError as problem:
            place = f": {problem.filename}" if problem.filename else ""
            raise CommandError(f"{problem.strerror or problem}{place}") from None
