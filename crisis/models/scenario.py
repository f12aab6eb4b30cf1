"""Scenarios prepared in peace time: texts with blanks that have defaults, so that switching on needs no typing."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from crisis import content
from crisis.models.fields import LEVELS, LanguageField, lines


class Scenario(ClusterableModel):
    """One kind of event, by a key that the command line and the file switch know."""

    class Urgency(models.TextChoices):
        IMMEDIATE = "Immediate", _("Immediate")
        EXPECTED = "Expected", _("Within hours")
        FUTURE = "Future", _("Later")
        PAST = "Past", _("Past")
        UNKNOWN = "Unknown", _("Unknown")

    class Severity(models.TextChoices):
        EXTREME = "Extreme", _("Extreme")
        SEVERE = "Severe", _("Severe")
        MODERATE = "Moderate", _("Moderate")
        MINOR = "Minor", _("Minor")
        UNKNOWN = "Unknown", _("Unknown")

    class Certainty(models.TextChoices):
        OBSERVED = "Observed", _("Observed")
        LIKELY = "Likely", _("Likely")
        POSSIBLE = "Possible", _("Possible")
        UNLIKELY = "Unlikely", _("Unlikely")
        UNKNOWN = "Unknown", _("Unknown")

    class Category(models.TextChoices):
        GEO = "Geo", _("Ground and landslide")
        MET = "Met", _("Weather")
        SAFETY = "Safety", _("Safety")
        SECURITY = "Security", _("Security")
        RESCUE = "Rescue", _("Rescue")
        FIRE = "Fire", _("Fire")
        HEALTH = "Health", _("Health")
        ENV = "Env", _("Environment")
        TRANSPORT = "Transport", _("Traffic")
        INFRA = "Infra", _("Infrastructure")
        CBRNE = "CBRNE", _("Dangerous substances")
        OTHER = "Other", _("Other")

    class Response(models.TextChoices):
        SHELTER = "Shelter", _("Take shelter")
        EVACUATE = "Evacuate", _("Leave the area")
        PREPARE = "Prepare", _("Prepare")
        EXECUTE = "Execute", _("Do as told")
        AVOID = "Avoid", _("Avoid the danger")
        MONITOR = "Monitor", _("Follow the news")
        ASSESS = "Assess", _("Judge for yourself")
        ALL_CLEAR = "AllClear", _("Danger over")
        NONE = "None", _("Nothing")

    key = models.CharField(
        _("Key"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters a to z, digits and hyphens."))],
        help_text=_("What the command line calls it, such as drinking-water."),
    )
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVELS, default=3)
    next_update_hours = models.PositiveSmallIntegerField(
        _("Hours until the next update"), null=True, blank=True, help_text=_("What the page promises when switched on.")
    )
    review_on = models.DateField(
        _("Review by"), null=True, blank=True, help_text=_("When somebody must read it again.")
    )
    is_archived = models.BooleanField(_("No longer offered"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("Order"), default=0)
    map_url = models.CharField(_("Address of a map image"), max_length=300, blank=True)
    alert_category = models.CharField(_("Category"), max_length=20, choices=Category, default=Category.SAFETY)
    alert_event = models.CharField(_("Kind of event"), max_length=80, blank=True)
    alert_urgency = models.CharField(_("Urgency"), max_length=20, choices=Urgency, default=Urgency.IMMEDIATE)
    alert_severity = models.CharField(_("Severity"), max_length=20, choices=Severity, default=Severity.SEVERE)
    alert_certainty = models.CharField(_("Certainty"), max_length=20, choices=Certainty, default=Certainty.OBSERVED)
    alert_response = models.CharField(_("What to do"), max_length=20, choices=Response, default=Response.MONITOR)

    class Meta:
        verbose_name = _("crisis scenario")
        verbose_name_plural = _("crisis scenarios")
        ordering = ["sort_order", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2, 3]), name="crisis_scenario_level_is_1_2_3"),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "") or self.key

    def name_in(self, language: str) -> str:
        """Return the name in a language, else in any it has."""
        names = {text.language: text.name for text in self.texts.all()}
        return names.get(language) or next(iter(names.values()), "")

    @property
    def is_review_due(self) -> bool:
        """Tell whether somebody should have read it again by now."""
        return self.review_on is not None and self.review_on <= timezone.localdate()

    @property
    def alert(self) -> content.Alert:
        """Return what CAP wants to know."""
        return content.Alert(
            category=self.alert_category,
            event=self.alert_event,
            urgency=self.alert_urgency,
            severity=self.alert_severity,
            certainty=self.alert_certainty,
            response=self.alert_response,
        )


ONE_A_LINE = _("One a line.")
TWO_PARTS = _("The question on one line, the answer on the next; an empty line before the next question.")


class ScenarioText(models.Model):
    """A scenario's words in one language. Blanks are written {where: the whole town}, with the same name in each."""

    scenario = ParentalKey(Scenario, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    name = models.CharField(_("Name"), max_length=80, help_text=_("What staff choose from, such as Drinking water."))
    headline = models.CharField(_("Headline"), max_length=200)
    strip = models.CharField(
        _("Strip"), max_length=200, blank=True, help_text=_("One sentence on every page; empty: the headline.")
    )
    happened = models.TextField(_("What has happened"), blank=True)
    affected = models.TextField(_("Who is affected"), blank=True)
    do_now = models.TextField(_("What to do now"), blank=True, help_text=ONE_A_LINE)
    do_not = models.TextField(_("What not to do"), blank=True, help_text=ONE_A_LINE)
    help = models.TextField(_("Where to get help"), blank=True, help_text=ONE_A_LINE)
    questions = models.TextField(_("Questions and answers"), blank=True, help_text=TWO_PARTS)
    confirmed = models.TextField(_("Confirmed"), blank=True, help_text=ONE_A_LINE)
    not_true = models.TextField(_("Not true"), blank=True, help_text=ONE_A_LINE)
    map_text = models.TextField(_("What the map shows"), blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(fields=["scenario", "language"], name="crisis_one_scenario_text_a_language")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> content.Text:
        """Return the words with their blanks, as the value that pages are made from."""
        return content.Text(
            headline=self.headline,
            happened=self.happened,
            affected=self.affected,
            do_now=lines(self.do_now),
            do_not=lines(self.do_not),
            help=lines(self.help),
            questions=questions(self.questions),
            confirmed=lines(self.confirmed),
            not_true=lines(self.not_true),
            strip=self.strip,
        )


def questions(text: str) -> tuple[content.Question, ...]:
    """Return questions and answers from the form they are written in."""
    parts = [part.strip().partition("\n") for part in text.replace("\r\n", "\n").split("\n\n")]
    return tuple(content.Question(first.strip(), rest.strip()) for first, _newline, rest in parts if first.strip())


def questions_as_text(given: tuple[content.Question, ...]) -> str:
    """Return questions and answers in the form they are written in."""
    return "\n\n".join(f"{item.question}\n{item.answer}" for item in given)
