from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """Service pages, A-Ö, life events, target groups, import and export."""

    name = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        """Let citizens and machines find the services, and show them on unit pages."""
        from services import datasets, page_sections, searchables  # noqa: F401
