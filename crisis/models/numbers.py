"""Telephone numbers and national channels that every crisis page shows."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from crisis.models.fields import LanguageField


class CrisisNumber(ClusterableModel):
    """A number to ring in a crisis."""

    number = models.CharField(_("Number"), max_length=40, help_text=_("As people read it: 0910-55 50 00"))
    tel = models.CharField(
        _("Number to dial"),
        max_length=30,
        validators=[RegexValidator(r"^\+?[0-9]{2,15}$", _("Digits only, with + and country code: +46910555000"))],
        help_text=_("With country code, or a short number: +46910555000, 112"),
    )
    sort_order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("crisis telephone number")
        verbose_name_plural = _("crisis telephone numbers")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.number


class CrisisNumberText(models.Model):
    """What a number is for, in one language."""

    number = ParentalKey(CrisisNumber, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    label = models.CharField(_("What it is for"), max_length=120)

    class Meta:
        verbose_name = _("text")
        constraints = [models.UniqueConstraint(fields=["number", "language"], name="crisis_one_number_text_a_language")]

    def __str__(self) -> str:
        return self.label


class NationalChannel(ClusterableModel):
    """A national site to follow: krisinformation.se, nødvarsel.no."""

    url = models.URLField(_("Address"))
    sort_order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("national channel")
        verbose_name_plural = _("national channels")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.url


class NationalChannelText(models.Model):
    """A channel's name in one language."""

    channel = ParentalKey(NationalChannel, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    label = models.CharField(_("Name"), max_length=120)

    class Meta:
        verbose_name = _("text")
        constraints = [
            models.UniqueConstraint(fields=["channel", "language"], name="crisis_one_channel_text_a_language")
        ]

    def __str__(self) -> str:
        return self.label
