from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """The one way in."""

    name = "feedback"
    verbose_name = _("Contact and feedback")

    def ready(self) -> None:
        """Let citizens find the contact page."""
        from feedback import searchables  # noqa: F401
