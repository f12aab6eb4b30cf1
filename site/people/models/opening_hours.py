"""When a unit can be reached, per channel: several intervals a day, and exceptions with dates."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Channel(models.TextChoices):
    VISIT = "visit", _("Visit")
    TELEPHONE = "telephone", _("Telephone")
    DROP_IN = "drop_in", _("Drop-in")


class OpeningHours(models.Model):
    """One interval on one weekday (0 = Monday), local time, the same day."""

    unit = ParentalKey("people.Unit", on_delete=models.CASCADE, related_name="opening_hours")
    channel = models.CharField(_("Channel"), max_length=12, choices=Channel, default=Channel.VISIT)
    weekday = models.PositiveSmallIntegerField(_("Weekday"), choices=list(WEEKDAYS.items()))
    opens = models.TimeField(_("Opens"))
    closes = models.TimeField(_("Closes"))

    panels = [FieldRowPanel([FieldPanel("channel"), FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["channel", "weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="hours_close_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        """Refuse an interval that ends before it starts."""
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("The closing time must be later than the opening time.")})


class OpeningException(models.Model):
    """Other hours, or closed, from one date to another; `channel` empty means all channels."""

    class Reason(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        STAFF_TRAINING = "staff_training", _("Staff training")
        WORKS = "works", _("Building works")
        SHORT_STAFFED = "short_staffed", _("Reduced staffing")
        EVENT = "event", _("Event")

    unit = ParentalKey("people.Unit", on_delete=models.CASCADE, related_name="opening_exceptions")
    channel = models.CharField(_("Channel"), max_length=12, choices=Channel, blank=True, help_text=_("Empty: all."))
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    is_closed = models.BooleanField(_("Closed"), default=True)
    opens = models.TimeField(_("Opens"), null=True, blank=True)
    closes = models.TimeField(_("Closes"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=20, choices=Reason)

    panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("channel"), FieldPanel("reason")]),
        FieldRowPanel([FieldPanel("is_closed"), FieldPanel("opens"), FieldPanel("closes")]),
    ]

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="exception_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(is_closed=True) | models.Q(opens__isnull=False, closes__isnull=False),
                name="exception_closed_or_with_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"

    def clean(self) -> None:
        """Refuse dates in the wrong order and open days without hours."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day cannot be before the first day.")})
        if not self.is_closed and not (self.opens and self.closes):
            raise ValidationError({"opens": _("Enter the hours for these days, or tick that the unit is closed.")})
        if not self.is_closed and self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("The closing time must be later than the opening time.")})
