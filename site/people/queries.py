"""Units as public pages show them, with everything around them at hand."""

from django.core.cache import cache
from django.db.models import Q

from people.models import Unit

CACHE_SECONDS = 600


def public_units(which: Q) -> list[Unit]:
    """Return units with names, hours, exceptions and contacts; one query when nothing has changed since the last time.

    What hangs on a unit is remembered under the unit's own time of change, so that it can never be out of date.
    """
    units = list(Unit.objects.filter(which).select_related("manager"))
    keys = {unit.pk: f"people.unit-{unit.pk}-{unit.changed_at.timestamp()}" for unit in units}
    known = cache.get_many(keys.values())
    if any(key not in known for key in keys.values()):
        full = Unit.objects.with_public_details().filter(pk__in=keys)
        known = {keys[unit.pk]: unit for unit in full if unit.pk in keys}
        cache.set_many(known, CACHE_SECONDS)
    return [known[keys[unit.pk]] for unit in units if keys[unit.pk] in known]
