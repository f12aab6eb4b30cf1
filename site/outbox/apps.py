from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """What must leave the house and may not be lost."""

    name = "outbox"
    verbose_name = _("Outgoing messages")
