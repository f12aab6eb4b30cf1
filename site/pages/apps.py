from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The base of all pages and the plain page types."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Let citizens find these pages."""
        from pages import searchables  # noqa: F401
