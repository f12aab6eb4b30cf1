"""The service page (F1): everything a citizen needs to know about one service, on one A4."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks.body import RICH_TEXT
from core.page_sections import render_sections
from pages.models import BasePage
from services.blocks import ChannelBlock, DeadlineBlock, FeeBlock, LawBlock, step_stream
from services.facts import ServiceFacts
from services.managers import ServiceManager
from services.panels import service_edit_handler


class ServicePage(ServiceFacts, BasePage):
    """One service, structured; `translation_key` is its public id in feeds and imports."""

    class Availability(models.TextChoices):
        AVAILABLE = "available", _("Available")
        LIMITED = "limited", _("Limited")
        CLOSED = "closed", _("Temporarily closed")
        ENDED = "ended", _("No longer offered")

    class TimeUnit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        DAYS = "days", _("days")
        WEEKS = "weeks", _("weeks")
        MONTHS = "months", _("months")

    class ProviderLevel(models.TextChoices):
        STATE = "state", _("The state")
        REGION = "region", _("The region or county")
        PRIVATE = "private", _("A private company")

    target_group = models.CharField(_("Who it is for"), max_length=250, blank=True)
    for_residents = models.BooleanField(_("Residents"), default=True)
    for_businesses = models.BooleanField(_("Businesses"), default=False)
    for_associations = models.BooleanField(_("Associations"), default=False)
    for_press = models.BooleanField(_("Press"), default=False)

    availability = models.CharField(
        _("Can people use it now?"), max_length=10, choices=Availability, default=Availability.AVAILABLE
    )
    availability_reason = models.CharField(
        _("Reason"), max_length=250, blank=True, help_text=_("Why it is limited or closed, and until when.")
    )

    conditions = RichTextField(_("Conditions"), features=RICH_TEXT, blank=True)
    before_you_start = StreamField(
        [("item", blocks.CharBlock(label=_("What you need"), max_length=200, icon="tick"))],
        verbose_name=_("What you need beforehand"),
        blank=True,
    )
    procedure = StreamField(step_stream(), verbose_name=_("What happens, step by step"), blank=True)
    what_you_get = RichTextField(_("What you get"), features=RICH_TEXT, blank=True)
    special_cases = RichTextField(_("Special cases"), features=RICH_TEXT, blank=True)

    is_free = models.BooleanField(_("Free of charge"), default=False)
    fees = StreamField([("fee", FeeBlock())], verbose_name=_("Fees"), blank=True)
    fees_note = models.CharField(_("More about the fee"), max_length=250, blank=True)
    processing_min = models.PositiveSmallIntegerField(_("At least"), null=True, blank=True)
    processing_max = models.PositiveSmallIntegerField(_("Processing time, at most"), null=True, blank=True)
    processing_unit = models.CharField(_("Unit"), max_length=12, choices=TimeUnit, default=TimeUnit.WEEKS)
    processing_note = models.CharField(
        _("Counted from"), max_length=200, blank=True, help_text=_("For example: from a complete application.")
    )
    deadlines = StreamField(DeadlineBlock(), verbose_name=_("Deadlines"), blank=True)

    channels = StreamField([("channel", ChannelBlock())], verbose_name=_("How to do it"), blank=True)
    map_url = models.URLField(_("Map"), blank=True, max_length=500)

    guarantee = RichTextField(_("What we promise"), features=RICH_TEXT, blank=True)
    rights_and_duties = RichTextField(_("Your rights and duties"), features=RICH_TEXT, blank=True)
    appeal = RichTextField(_("How to appeal"), features=RICH_TEXT, blank=True)
    appeal_weeks = models.PositiveSmallIntegerField(_("Weeks to appeal"), null=True, blank=True)
    laws = StreamField([("law", LawBlock())], verbose_name=_("Laws and rules"), blank=True)

    provider_level = models.CharField(_("Somebody else provides it"), max_length=8, choices=ProviderLevel, blank=True)
    provider_name = models.CharField(_("Who provides it"), max_length=160, blank=True)
    provider_url = models.URLField(_("Their page"), blank=True, max_length=500)
    desk_help = models.CharField(_("What our own desk can help with"), max_length=300, blank=True)

    related = StreamField(
        [("service", blocks.PageChooserBlock(page_type="services.ServicePage", label=_("Service")))],
        verbose_name=_("Related services"),
        blank=True,
    )
    subject_words = models.CharField(
        _("Subject words"), max_length=250, blank=True, help_text=_("Separate them with commas.")
    )
    synonyms = models.CharField(
        _("Synonyms"),
        max_length=250,
        blank=True,
        help_text=_("What people call it when they search. Separate the words with commas."),
    )
    source = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.CharField(max_length=300, blank=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ServiceManager()

    shortcut_order = 10
    edit_handler = service_edit_handler
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("target_group"),
        index.SearchField("conditions"),
        index.SearchField("what_you_get"),
        index.SearchField("subject_words"),
        index.SearchField("synonyms", boost=2),
        index.FilterField("availability"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name)
            for name in (
                "map_url", "provider_url", "is_free", "processing_min", "processing_max", "processing_unit",
                "appeal_weeks", "availability", "provider_level", "for_residents", "for_businesses",
                "for_associations", "for_press", "source", "source_id", "source_digest",
            )
        ),
    ]  # fmt: skip

    subpage_types: list[str] = []
    page_description = _("One service: what it is, what it costs, how long it takes and how to get it. One A4.")

    class Meta:
        verbose_name = _("service page")
        verbose_name_plural = _("service pages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(availability="available") | ~models.Q(availability_reason=""),
                name="service_says_why_not_available",
            ),
        ]

    def clean(self) -> None:
        """Refuse what would mislead a citizen: closed without a reason, free with a fee, times the wrong way round."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.availability != self.Availability.AVAILABLE and not self.availability_reason.strip():
            errors["availability_reason"] = _("Say why the service is not fully available.")
        if self.is_free and any(block.value["amount"] for block in self.fees):
            errors["is_free"] = _("A service with a fee is not free. Remove the fee or the tick.")
        if self.processing_min and (not self.processing_max or self.processing_min > self.processing_max):
            errors["processing_min"] = _("The shortest time must be less than the longest.")
        if self.provider_level and not self.provider_name.strip():
            errors["provider_name"] = _("Say who provides the service.")
        if errors:
            raise ValidationError(errors)

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "related_services": self.related_services(),
            "sections": render_sections("service", request, self),
        }

    def related_services(self) -> list[Page]:
        """Return the chosen services in this page's language, published ones only."""
        keys = [block.value.translation_key for block in self.related if block.value]
        found = ServicePage.objects.live().filter(translation_key__in=keys, locale_id=self.locale_id)
        by_key = {page.translation_key: page for page in found.only_listed()}
        return [by_key[key] for key in keys if key in by_key]
