from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News pages and feeds."""

    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        """Let citizens find news."""
        from news import searchables  # noqa: F401
