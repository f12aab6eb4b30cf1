"""What follows when somebody adds a second step, and when the database has been migrated."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import role_sync
from accounts.mfa import record_enrolment


@receiver(authenticator_added)
def open_admin_after_enrolment(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """Spare the person from typing the code they typed a moment ago."""
    record_enrolment(request, authenticator)


@receiver(post_migrate)
def sync_roles_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Give the roles what apps declare, once all apps' permissions exist (after the last app's signal)."""
    with_models = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender is with_models[-1] and role_sync.tables_exist(using):
        role_sync.sync_roles()
