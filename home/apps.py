from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front page."""

    name = "home"
    verbose_name = _("Home page")
