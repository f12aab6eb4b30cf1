"""What was learnt from a drill."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class DrillReport(ClusterableModel):
    """The words people add to the times that the record knows already."""

    event = models.OneToOneField(
        "crisis.CrisisEvent", on_delete=models.PROTECT, related_name="report", verbose_name=_("Drill"), editable=False
    )
    participants = models.TextField(_("Who took part"), blank=True)
    observations = models.TextField(_("What we saw"), blank=True)
    improvements = models.TextField(_("What we will do better"), blank=True)
    written_by = models.CharField(_("Written by"), max_length=200, blank=True, editable=False)
    written_at = models.DateTimeField(_("Written"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("drill report")
        verbose_name_plural = _("drill reports")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event)


class DrillCheck(models.Model):
    """One line of the checklist."""

    report = ParentalKey(DrillReport, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=60, blank=True, editable=False)  # a line of the standard list; empty: their own
    text = models.CharField(_("Check"), max_length=300, blank=True)
    is_done = models.BooleanField(_("Done"), default=False)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("check")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.text or self.key
