"""How often to practise and when to remind."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting


class CrisisSettings(BaseGenericSetting):
    """One row for the installation. Where mails go besides the duty list stands here too."""

    drill_months = models.PositiveSmallIntegerField(
        _("Months between drills"), default=6, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    least_staff = models.PositiveSmallIntegerField(
        _("Fewest people who have worked the switch in twelve months"), default=2, validators=[MaxValueValidator(50)]
    )
    first_reminder_days = models.PositiveSmallIntegerField(
        _("First reminder after so many days"), default=4, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    second_reminder_days = models.PositiveSmallIntegerField(
        _("Second reminder after so many days"), default=7, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    mail = models.EmailField(_("Further address for reminders"), blank=True)

    class Meta:
        verbose_name = _("crisis settings")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
