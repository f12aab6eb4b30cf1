from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Template tags, form pack, widgets and icons; no models."""

    name = "design"
