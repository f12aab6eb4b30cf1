"""A unit of the municipality: one row whatever the languages, so that hours and numbers are never out of step."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Orderable
from wagtail.search import index


def language_choices() -> list[tuple[str, str]]:
    """Return the site's languages, so that migrations do not depend on municipality.toml."""
    return list(settings.LANGUAGES)


class UnitQuerySet(models.QuerySet["Unit"]):
    def current(self) -> "UnitQuerySet":
        """Return the units that still exist."""
        return self.filter(ended_on__isnull=True)

    def with_public_details(self) -> "UnitQuerySet":
        """Fetch what the public pages show of a unit, in a fixed number of queries."""
        return self.select_related("manager").prefetch_related(
            "names", "opening_hours", "opening_exceptions", "contacts"
        )


class Unit(index.Indexed, ClusterableModel):
    """Who owns a service, a page or a case. Never deleted: `ended_on` tells when it ceased."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("Key"), unique=True, help_text=_("Short key in lower case, for imports and settings."))
    name = models.CharField(_("Name"), max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Part of")
    )
    manager = models.ForeignKey(
        "people.Employee",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="manages",
        verbose_name=_("Manager"),
    )
    email = models.EmailField(_("E-mail"), blank=True)
    telephone = models.CharField(_("Telephone"), max_length=40, blank=True)
    visiting_address = models.CharField(_("Visiting address"), max_length=200, blank=True)
    postal_address = models.CharField(_("Postal address"), max_length=200, blank=True)
    latitude = models.DecimalField(_("Latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    closed_on_public_holidays = models.BooleanField(_("Closed on public holidays"), default=True)

    step_free_entrance = models.BooleanField(_("Step-free entrance"), null=True, blank=True)
    lift = models.BooleanField(_("Lift"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("Hearing loop"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("Accessible toilet"), null=True, blank=True)
    accessible_parking = models.BooleanField(_("Accessible parking"), null=True, blank=True)
    bus_stop = models.CharField(_("Nearest bus stop"), max_length=120, blank=True)

    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    source = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    objects = UnitQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    InlinePanel("names", label=_("name in another language"), heading=_("Name in other languages")),
                    FieldPanel("parent"),
                    FieldPanel("manager"),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("email"), FieldPanel("telephone")]),
                            FieldPanel("visiting_address"),
                            FieldPanel("postal_address"),
                            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                        ],
                        heading=_("How to reach the unit"),
                    ),
                    InlinePanel("contacts", label=_("contact"), heading=_("Further contacts")),
                    FieldPanel("ended_on"),
                ],
                heading=_("Unit"),
            ),
            ObjectList(
                [
                    InlinePanel("opening_hours", label=_("opening hours"), heading=_("Every week")),
                    FieldPanel("closed_on_public_holidays"),
                    InlinePanel("opening_exceptions", label=_("exception"), heading=_("Exceptions with dates")),
                ],
                heading=_("Opening hours"),
            ),
            ObjectList(
                [
                    FieldPanel("step_free_entrance"),
                    FieldPanel("lift"),
                    FieldPanel("hearing_loop"),
                    FieldPanel("accessible_toilet"),
                    FieldPanel("accessible_parking"),
                    FieldPanel("bus_stop"),
                ],
                heading=_("The premises"),
            ),
            ObjectList([InlinePanel("members", label=_("user"), heading=_("Users of this unit"))], heading=_("Users")),
        ]
    )
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("ended_on"),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, language: str) -> str:
        """Return the unit's name in a language; the name in the source language when there is no other."""
        return next((row.name for row in self.names.all() if row.language == language), self.name)


class UnitName(models.Model):
    """What a unit is called in a language other than the first."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("Language"), max_length=10, choices=language_choices)
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        verbose_name = _("name in another language")
        constraints = [models.UniqueConstraint(fields=["unit", "language"], name="one_name_a_language")]

    def __str__(self) -> str:
        return self.name


class UnitContact(Orderable):
    """Whom to ask about one subject."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="contacts")
    language = models.CharField(_("Language"), max_length=10, choices=language_choices)
    subject = models.CharField(_("About what"), max_length=120)
    telephone = models.CharField(_("Telephone"), max_length=40, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact")

    def __str__(self) -> str:
        return self.subject


class UnitMember(models.Model):
    """Which users work in which unit: decides what they see and what they are reminded of."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unit_memberships")
    is_manager = models.BooleanField(_("Manager"), default=False)

    class Meta:
        verbose_name = _("user of the unit")
        constraints = [models.UniqueConstraint(fields=["unit", "user"], name="one_membership_a_unit")]

    def __str__(self) -> str:
        return f"{self.user} ({self.unit})"
