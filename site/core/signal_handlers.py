"""What the whole site needs once the database has been migrated."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.dispatch import receiver


@receiver(post_migrate)
def create_shared_cache(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make the table of the cache `shared`, unless it is there already or the cache is kept elsewhere."""
    if sender.name == "core":
        call_command("createcachetable", database=using, verbosity=0)
