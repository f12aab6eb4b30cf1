from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo municipality: content and the command that builds it."""

    name = "demo"
