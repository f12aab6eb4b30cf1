from datetime import timedelta

from django.apps import AppConfig


def _publish_scheduled() -> None:
    from django.core.management import call_command

    call_command("publish_scheduled", verbosity=0)


def _clear_sessions() -> None:
    from django.core.management import call_command

    call_command("clearsessions", verbosity=0)


class CoreConfig(AppConfig):
    """What belongs to the whole site: translatable bases, media, registries, jobs, middleware."""

    name = "core"
    verbose_name = "Torget"

    def ready(self) -> None:
        """Refuse to start weak in production; register system checks, signal handlers and the site's own jobs."""
        from core import checks, choosers, page_memory, signal_handlers  # noqa: F401
        from core.jobs import Job, register
        from core.spreadsheets import disarm_exports

        checks.production.refuse_weak_production()
        disarm_exports()
        choosers.speak_the_readers_language()
        page_memory.connect()
        register(Job("publish scheduled", every=timedelta(seconds=60), run=_publish_scheduled))
        register(Job("clear sessions", every=timedelta(days=1), run=_clear_sessions))
