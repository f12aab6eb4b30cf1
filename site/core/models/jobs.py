"""What the jobs of core.jobs remember: one row a job, and a machine where each machine does its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """When a job last started, ended and succeeded; `leased_until` keeps two processes from doing it at once."""

    name = models.CharField(_("Job"), max_length=60)
    node = models.CharField(_("Machine"), max_length=120, blank=True)
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=140, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("job")
        constraints = [models.UniqueConstraint(fields=["name", "node"], name="one_row_a_job_and_machine")]

    def __str__(self) -> str:
        return self.name
