"""The structured parts of a service page: what costs, how long, by when, how, by which law."""

from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.body import RICH_TEXT, StepBlock

PERIODS = [
    ("", _("Once")),
    ("hour", _("per hour")),
    ("day", _("per day")),
    ("month", _("per month")),
    ("year", _("per year")),
]
CHANNELS = [
    ("e_service", _("E-service")),
    ("form", _("Form to download")),
    ("telephone", _("Telephone")),
    ("email", _("E-mail")),
    ("visit", _("Visit")),
    ("post", _("Post")),
]
CURRENCIES = [
    ("", _("The country's currency")),
    ("SEK", _("Swedish kronor")),
    ("NOK", _("Norwegian kroner")),
    ("EUR", _("Euro")),
    ("DKK", _("Danish kroner")),
]
UNITS_OF_TIME = [("days", _("days")), ("weeks", _("weeks")), ("months", _("months"))]


class FeeBlock(blocks.StructBlock):
    amount = blocks.DecimalBlock(label=_("Amount"), min_value=0, max_digits=10, decimal_places=2)
    currency = blocks.ChoiceBlock(label=_("Currency"), choices=CURRENCIES, required=False, default="")
    per = blocks.ChoiceBlock(label=_("How often"), choices=PERIODS, required=False, default="")
    condition = blocks.CharBlock(label=_("For what"), required=False, max_length=140)

    class Meta:
        label_format = "{condition}"
        icon = "tag"
        label = _("Fee")


class ChannelValue(blocks.StructValue):
    """A channel with the link that its kind makes of its value."""

    @property
    def href(self) -> str:
        """Return the link: a web address, tel:, mailto:, or nothing for a visit or a letter."""
        kind, value = self["kind"], self["value"].strip()
        if kind == "telephone":
            return "tel:" + "".join(char for char in value if char in "+0123456789")
        if kind == "email":
            return "mailto:" + quote(value, safe="@")
        return value if kind in ("e_service", "form") else ""


class ChannelBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Channel"), choices=CHANNELS, default="e_service")
    label = blocks.CharBlock(label=_("Text on the button or link"), max_length=80)
    value = blocks.CharBlock(
        label=_("Address or number"), max_length=250, help_text=_("Web address, telephone number, e-mail or address.")
    )
    needs_eid = blocks.BooleanBlock(label=_("You sign in with e-ID"), required=False)

    class Meta:
        label_format = "{label}"
        icon = "site"
        label = _("Channel")
        value_class = ChannelValue

    def clean(self, value: Any) -> Any:
        """Refuse an address that does not fit the kind of channel."""
        cleaned = super().clean(value)
        kind, text = cleaned["kind"], cleaned["value"].strip()
        if kind in ("e_service", "form") and not text.startswith(("https://", "http://", "/")):
            raise _value_error(_("Enter the whole web address, starting with https://."))
        if kind == "email" and "@" not in text:
            raise _value_error(_("Enter an e-mail address."))
        if kind == "telephone" and not any(char.isdigit() for char in text):
            raise _value_error(_("Enter a telephone number."))
        return cleaned


def _value_error(message: Any) -> StructBlockValidationError:
    return StructBlockValidationError({"value": ValidationError(message)})


class LawBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Law and section"), max_length=160)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Law or rule")


class FixedDateBlock(blocks.StructBlock):
    on = blocks.DateBlock(label=_("Last day"))
    note = blocks.CharBlock(label=_("What for"), required=False, max_length=140)

    class Meta:
        icon = "date"
        label = _("One date")


class YearlyDateBlock(blocks.StructBlock):
    day = blocks.IntegerBlock(label=_("Day"), min_value=1, max_value=31)
    month = blocks.ChoiceBlock(label=_("Month"), choices=[(str(number), name) for number, name in MONTHS.items()])
    end_day = blocks.IntegerBlock(label=_("to day"), min_value=1, max_value=31, required=False)
    end_month = blocks.ChoiceBlock(
        label=_("to month"), choices=[(str(number), name) for number, name in MONTHS.items()], required=False
    )
    note = blocks.CharBlock(label=_("What for"), required=False, max_length=140)

    class Meta:
        icon = "repeat"
        label = _("The same dates every year")


class TimeBeforeBlock(blocks.StructBlock):
    amount = blocks.IntegerBlock(label=_("How long before"), min_value=1, max_value=365)
    unit = blocks.ChoiceBlock(label=_("Unit"), choices=UNITS_OF_TIME, default="weeks")
    note = blocks.CharBlock(label=_("Before what"), required=False, max_length=140)

    class Meta:
        icon = "clock"
        label = _("A time before something")


class DeadlineBlock(blocks.StreamBlock):
    date = FixedDateBlock()
    yearly = YearlyDateBlock()
    before = TimeBeforeBlock()


class ServiceGroupBlock(blocks.StructBlock):
    """A part of a life event: what to think of and the services that help."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, required=False)
    services = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="services.ServicePage", label=_("Service")), label=_("Services")
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group of services")


def step_stream() -> list[tuple[str, blocks.Block]]:
    """Return the block types of a case procedure."""
    return [("step", StepBlock())]
