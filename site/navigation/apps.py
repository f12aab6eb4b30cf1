from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """Menus, breadcrumbs, language switch, footer."""

    name = "navigation"
    verbose_name = _("Navigation")
