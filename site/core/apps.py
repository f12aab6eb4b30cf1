from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What belongs to the whole site: translatable bases, media, registries, jobs, middleware."""

    name = "core"
    verbose_name = "Torget"

    def ready(self) -> None:
        """Register the system checks."""
        from core import checks  # noqa: F401
