from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EformsConfig(AppConfig):
    """The list of e-services."""

    name = "eforms"
    verbose_name = _("E-services")

    def ready(self) -> None:
        """Let citizens find e-services."""
        from eforms import searchables  # noqa: F401
