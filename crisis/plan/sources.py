"""What the plan is made of: the record, or what the files hold of it when the database is away."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext as _

from crisis import country
from crisis.content import Channel, Telephone
from crisis.models import DutyPerson
from crisis.prepared import Prepared, from_file
from crisis.queries import channels, prepared_scenarios, telephones
from crisis.state.folder import folder_at

logger = logging.getLogger("torget.crisis")


@dataclass(frozen=True)
class Sources:
    """The duty list (name, role, telephone, e-mail), numbers, channels and scenarios; and what is missing of them."""

    duty: tuple[tuple[str, str, str, str], ...]
    telephones: tuple[Telephone, ...]
    channels: tuple[Channel, ...]
    scenarios: tuple[Prepared, ...]
    problems: tuple[str, ...] = ()


def collect(*, is_away: bool = False) -> Sources:
    """Read the record; without the database what the shell has too, and say what is missing.

    `is_away`: whoever calls knows that the database does not answer, and asking would take too long.
    """
    try:
        if is_away:
            raise TimeoutError
        rows = DutyPerson.objects.values_list("name", "role", "telephone", "email")
        return Sources(tuple(rows), telephones(), channels(), tuple(prepared_scenarios()))
    except (DatabaseError, InterfaceError, TimeoutError):
        logger.warning("the crisis plan is made without the database")
    scenarios = from_files()
    first = next(iter(scenarios), None)
    return Sources(
        duty=(),
        telephones=first.telephones if first else country.telephones(settings.MUNICIPALITY.country),
        channels=first.channels if first else country.channels(settings.MUNICIPALITY.country),
        scenarios=scenarios,
        problems=(_("The database does not answer: the duty list is missing, the rest is from the exported files."),),
    )


def from_files() -> tuple[Prepared, ...]:
    """Return the exported scenarios; one that cannot be read is left out and logged."""
    found = []
    for key, data in folder_at(settings.VAR / "crisis").scenarios().items():
        try:
            found.append(from_file(data))
        except ValueError:
            logger.exception("scenario file cannot be read", extra={"scenario": key})
    return tuple(found)
