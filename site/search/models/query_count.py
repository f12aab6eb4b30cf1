"""How often people search for what, day by day. Holds nothing about who searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 100  # characters kept


class QueryCount(models.Model):
    """How many times one query was made on one day in one language, and how much it found the last time."""

    day = models.DateField(_("Day"))
    language = models.CharField(_("Language"), max_length=10)
    query = models.CharField(_("Search"), max_length=LONGEST_QUERY)
    hits = models.PositiveIntegerField(_("Hits"))
    count = models.PositiveIntegerField(_("Times"), default=0)

    class Meta:
        verbose_name = _("search that was made")
        verbose_name_plural = _("searches that were made")
        default_permissions = ("view",)
        ordering = ["-day", "-count", "query"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "query"], name="one_count_a_day_and_query")]
        indexes = [models.Index(fields=["language", "day"], name="query_count_by_language")]

    def __str__(self) -> str:
        return self.query
