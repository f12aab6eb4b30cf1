"""Who is on duty: the list in the plan, and whom reminders go to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyPerson(models.Model):
    """A person who can switch, or must be reached when somebody does."""

    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=120, help_text=_("What they do in a crisis, such as duty officer."))
    telephone = models.CharField(_("Telephone"), max_length=40)
    email = models.EmailField(_("E-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="crisis_duties",
        verbose_name=_("User"),
        help_text=_("The account with which they operate the switch."),
    )
    has_reminders = models.BooleanField(_("Gets reminders by e-mail"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("Order"), default=0, help_text=_("Whom to ring first."))

    class Meta:
        verbose_name = _("person on duty")
        verbose_name_plural = _("duty list")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name
