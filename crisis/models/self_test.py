"""What an anonymous visitor was seen to get after a change, by language and node."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.Model):
    """One look at one address for one version, and how long after the switch the new text stood there."""

    version = models.ForeignKey(
        "crisis.CrisisVersion", on_delete=models.PROTECT, related_name="visibilities", verbose_name=_("Version")
    )
    node = models.CharField(_("Machine"), max_length=200)
    language = models.CharField(_("Language"), max_length=20)
    url = models.CharField(_("Address"), max_length=500)
    seen_at = models.DateTimeField(_("Looked at"))
    seconds = models.FloatField(_("Seconds until visible"), null=True)
    ok = models.BooleanField(_("As recorded"))
    problem = models.CharField(_("Problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("self-test")
        verbose_name_plural = _("self-tests")
        ordering = ["-version__number", "node", "language"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "node", "url"], name="crisis_one_self_test_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.url}"
