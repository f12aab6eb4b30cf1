from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Units, opening hours, contacts and the staff directory."""

    name = "people"
    verbose_name = _("Units and staff")

    def ready(self) -> None:
        """Keep a unit's time of change true for what hangs on it."""
        from people import signal_handlers  # noqa: F401
