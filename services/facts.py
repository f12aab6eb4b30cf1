"""Fee, time and deadlines of a service put into words, by the rules of the current language."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

SYMBOLS = {"SEK": "kr", "NOK": "kr"}


def money(amount: Decimal, currency: str) -> str:
    """Write an amount, öre only when there are any: "1 300 kr", abroad's "1 300 NOK", in English "SEK 1,300"."""
    whole = amount == amount.to_integral_value()
    number = formats.number_format(amount, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True)
    if (get_language() or "").startswith("en"):
        return f"{currency}\u00a0{number}"
    symbol = SYMBOLS.get(currency, currency) if currency == settings.MUNICIPALITY.currency else currency
    return f"{number}\u00a0{symbol}"


def period_text(period: str | None) -> str:
    """Return for how long a fee is paid, empty for one that is paid once."""
    return {"hour": _("per hour"), "day": _("per day"), "month": _("per month"), "year": _("per year")}.get(
        period or "", ""
    )


def duration(number: int, unit: str) -> str:
    """Write a length of time in working days, days, weeks or months."""
    words = {
        "working_days": ngettext("%(n)d working day", "%(n)d working days", number),
        "days": ngettext("%(n)d day", "%(n)d days", number),
        "weeks": ngettext("%(n)d week", "%(n)d weeks", number),
        "months": ngettext("%(n)d month", "%(n)d months", number),
    }
    return words[unit] % {"n": number}


class ServiceFacts:
    """What the facts panel and the printed page say; mixed into ServicePage."""

    @property
    def can_be_used(self) -> bool:
        """Tell whether the e-service may be offered: the service is neither closed nor ended."""
        return self.availability not in ("closed", "ended")  # type: ignore[attr-defined]

    @property
    def has_facts(self) -> bool:
        """Tell whether there is anything to put in the box; an empty box says nothing."""
        page: Any = self
        facts = (page.is_free, page.fees, page.processing_max, page.deadlines, page.appeal_weeks, page.provider_name)
        return any(facts) or bool(self.main_channel and self.can_be_used)

    @property
    def fee_lines(self) -> list[dict[str, str]]:
        """Return each fee as amount and what it is for."""
        lines = []
        for block in self.fees:  # type: ignore[attr-defined]
            value = block.value
            amount = money(value["amount"], value.get("currency") or settings.MUNICIPALITY.currency)
            line = f"{amount} {period_text(value['per'])}".strip()
            lines.append({"amount": line, "condition": value["condition"]})
        return lines

    @property
    def processing_text(self) -> str:
        """Return the processing time, empty when none is given."""
        page: Any = self
        if not page.processing_max:
            return ""
        longest = duration(page.processing_max, page.processing_unit)
        if page.processing_min and page.processing_min < page.processing_max:
            return f"{page.processing_min}–{longest}"
        return _("at most %(time)s") % {"time": longest}

    @property
    def deadline_lines(self) -> list[dict[str, str]]:
        """Return each deadline as a time and what it is for."""
        return [
            {"text": DEADLINES[block.block_type](block.value), "note": block.value["note"]}
            for block in self.deadlines  # type: ignore[attr-defined]
        ]

    @property
    def main_channel(self) -> Any | None:
        """Return the first e-service, which becomes the button."""
        return next((value for value in self._channels() if value["kind"] == "e_service"), None)

    @property
    def other_channels(self) -> list[Any]:
        """Return every channel but the one on the button."""
        main = self.main_channel
        return [value for value in self._channels() if value is not main]

    def _channels(self) -> list[Any]:
        return [block.value for block in self.channels]  # type: ignore[attr-defined]


def _fixed(value: Any) -> str:
    return formats.date_format(value["on"], "DATE_FORMAT")


def _day_of_year(day: int, month: str) -> str:
    name = str(MONTHS[int(month)])
    return f"{day} {name if (get_language() or '').startswith('en') else name.lower()}"


def _yearly(value: Any) -> str:
    first = _day_of_year(value["day"], value["month"])
    if value["end_day"] and value["end_month"]:
        last = _day_of_year(value["end_day"], value["end_month"])
        return _("every year, %(first)s – %(last)s") % {"first": first, "last": last}
    return _("every year, no later than %(date)s") % {"date": first}


def _before(value: Any) -> str:
    return _("%(time)s before") % {"time": duration(value["amount"], value["unit"])}


DEADLINES = {"date": _fixed, "yearly": _yearly, "before": _before}
