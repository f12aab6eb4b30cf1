"""The staff directory: who works with what, and who stands in when somebody is away."""

import datetime
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from people.models.unit import language_choices


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def listed(self) -> "EmployeeQuerySet":
        """Return those the public directory shows."""
        return self.filter(is_public=True, ended_on__isnull=True)

    def with_details(self) -> "EmployeeQuerySet":
        """Fetch unit, words and absences in a fixed number of queries."""
        return self.select_related("unit").prefetch_related("words", "absences__stand_in", "unit__names")


class Employee(index.Indexed, ClusterableModel):
    """A member of staff as the public may see them. Never deleted: `ended_on` tells when they left."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = models.CharField(_("First name"), max_length=60)
    last_name = models.CharField(_("Last name"), max_length=60)
    title = models.CharField(_("Job title"), max_length=120)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="employees", verbose_name=_("Unit"))
    email = models.EmailField(_("E-mail"), blank=True)
    telephone = models.CharField(_("Telephone"), max_length=40, blank=True)
    subjects = models.CharField(
        _("Subjects"), max_length=300, blank=True, help_text=_("What to ask about, separated by commas.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="employee",
        verbose_name=_("User"),
    )
    is_public = models.BooleanField(_("Show in the public directory"), default=True)
    ended_on = models.DateField(_("Left on"), null=True, blank=True)

    objects = EmployeeQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")]),
        FieldPanel("title"),
        FieldPanel("unit"),
        FieldPanel("subjects"),
        InlinePanel("words", label=_("language"), heading=_("Job title and subjects in other languages")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("telephone")])], heading=_("How to reach them")
        ),
        InlinePanel("absences", label=_("absence"), heading=_("Absence and stand-in")),
        FieldRowPanel([FieldPanel("is_public"), FieldPanel("ended_on"), FieldPanel("user")]),
    ]
    search_fields = [
        index.SearchField("first_name"),
        index.SearchField("last_name"),
        index.AutocompleteField("last_name"),
        index.AutocompleteField("first_name"),
        index.SearchField("subjects"),
        index.FilterField("unit_id"),
    ]

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("staff directory")
        ordering = ["last_name", "first_name"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def _words(self) -> "EmployeeWords | None":
        language = get_language()
        return next((row for row in self.words.all() if row.language == language), None)

    @property
    def local_title(self) -> str:
        """Return the title in the current language, else in the source language."""
        words = self._words()
        return words.title if words else self.title

    @property
    def local_subjects(self) -> list[str]:
        """Return the subjects in the current language, else in the source language."""
        words = self._words()
        return [part.strip() for part in (words.subjects if words else self.subjects).split(",") if part.strip()]

    @property
    def current_absence(self) -> "Absence | None":
        """Return today's absence, if any."""
        today = timezone.localdate()
        return next((row for row in self.absences.all() if row.covers(today)), None)


class EmployeeWords(models.Model):
    """Title and subjects in a language other than the first."""

    employee = ParentalKey(Employee, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("Language"), max_length=10, choices=language_choices)
    title = models.CharField(_("Job title"), max_length=120)
    subjects = models.CharField(_("Subjects"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("job title in another language")
        constraints = [models.UniqueConstraint(fields=["employee", "language"], name="one_title_a_language")]

    def __str__(self) -> str:
        return self.title


class Absence(models.Model):
    """Away from the first to the last day, both included; who stands in."""

    employee = ParentalKey(Employee, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    stand_in = models.ForeignKey(
        Employee, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Stand-in")
    )

    class Meta:
        verbose_name = _("absence")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"

    def covers(self, day: datetime.date) -> bool:
        """Tell whether the person is away on this day."""
        return self.starts_on <= day <= self.ends_on

    def clean(self) -> None:
        """Refuse dates in the wrong order and people who stand in for themselves."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day cannot be before the first day.")})
        if self.stand_in_id and self.stand_in_id == self.employee_id:
            raise ValidationError({"stand_in": _("Somebody else must stand in.")})
