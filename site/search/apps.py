from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search engine, the search page, and the editors' synonyms, promoted results and report."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Record changes for the index, and register the jobs that read them."""
        from search import jobs, signal_handlers

        signal_handlers.connect()
        jobs.register_jobs()
