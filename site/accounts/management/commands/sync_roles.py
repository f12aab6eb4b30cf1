"""Give every role exactly what the apps declare in their `roles.py`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.role_sync import sync_roles


class Command(BaseCommand):
    """Prints each change; fails when an app declares a permission that does not exist."""

    help = "Gives every role exactly the permissions that the apps declare, and tells what changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply and report."""
        result = sync_roles()
        for change in result.changes:
            self.stdout.write(change)
        if not result.changes:
            self.stdout.write("Roles are up to date.")
        if result.unknown:
            raise CommandError("No such permission: " + ", ".join(sorted(result.unknown)))
