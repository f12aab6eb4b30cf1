"""What the plan says, in the language that is active: whom to ring, how to switch, and what will be shown."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from crisis.models.fields import LEVELS
from crisis.plan.instructions import how_to_switch, practice, who_does_what
from crisis.plan.parts import Part, bullets, heading, paragraph, steps, table
from crisis.plan.scenario_texts import scenario_parts
from crisis.plan.sources import Sources


def contents(sources: Sources, language: str, at: datetime.datetime) -> dict[str, Any]:
    """Return everything that is printed, as plain values."""
    name = settings.MUNICIPALITY.name_in(language)
    printed = _("Printed %(date)s") % {"date": date_format(at, "DATETIME_FORMAT")}
    return {
        "title": _("Crisis plan for the website"),
        "municipality": name,
        "language": language,
        "printed": printed,
        "contents_title": _("Contents"),
        "first": _first_page(sources, language),
        "parts": [
            *who_does_what(),
            *_levels(),
            *how_to_switch([scenario.key for scenario in sources.scenarios]),
            *_overview(sources, language),
            *practice(),
            *[part for scenario in sources.scenarios for part in scenario_parts(scenario, language)],
        ],
        "foot": f"{_('Crisis plan for the website')} · {name} · {printed}",
        "page": _("Page"),
    }


def _first_page(sources: Sources, language: str) -> list[Part]:
    """Return what must be found without turning a page: what to do, whom to ring."""
    return [
        paragraph(
            _(
                "Keep this plan on paper where duty officers and the switchboard reach it without electricity. "
                "Print it again after every drill, and when a name or a number changes."
            )
        ),
        heading(_("When something happens")),
        steps(
            [
                _("Switch on. A prepared text at once is better than a perfect one in an hour."),
                _("Ring the next one on the duty list, and the switchboard."),
                _("Write what is new before the time that the page promises, even if nothing has changed."),
                _("Switch off when it is over. Nothing switches itself off."),
            ]
        ),
        heading(_("Duty list")),
        _duty(sources),
        heading(_("Telephone numbers and channels")),
        table(
            [_("Number"), _("What for")],
            [(phone.number, _in(phone.labels, language)) for phone in sources.telephones],
            [1, 2],
        ),
        *(
            [bullets(f"{_in(item.labels, language)} – {item.url}" for item in sources.channels)]
            * bool(sources.channels)
        ),
    ]


def _duty(sources: Sources) -> Part:
    if not sources.duty:
        return paragraph(_("Nobody stands on the duty list yet. Add people in the admin, then print again."))
    head = [_("No."), _("Name"), _("Role"), _("Telephone"), _("E-mail")]
    rows = [(str(number), *person) for number, person in enumerate(sources.duty, start=1)]
    return table(head, rows, [1, 5, 5, 4, 9])


def _levels() -> list[Part]:
    shown = (
        _("A strip on every page, or on chosen ones. Readers may close it."),
        _("A strip on every page that cannot be closed, and a box on top of the home page."),
        _("The home page is replaced. One link leads to the ordinary pages, which all keep the strip."),
    )
    rows = [(f"{number} {name}", text) for (number, name), text in zip(LEVELS, shown, strict=True)]
    return [heading(_("Levels")), table([_("Level"), _("What people see")], rows, [1, 3])]


def _overview(sources: Sources, language: str) -> list[Part]:
    levels = dict(LEVELS)
    rows = [
        (item.name(language), item.key, f"{item.level} {levels[item.level]}", item.review_on or "–")
        for item in sources.scenarios
    ]
    title = heading(_("Prepared scenarios"))
    if not rows:
        return [title, paragraph(_("There are no prepared scenarios yet."))]
    return [title, table([_("Scenario"), _("Key"), _("Level"), _("Review by")], rows, [3, 3, 2, 2])]


def _in(labels: Any, language: str) -> str:
    """Return a label in a language, else in any it has."""
    return str(labels.get(language) or labels.get(settings.LANGUAGE_CODE) or next(iter(labels.values()), ""))
