"""A unit counts as changed when its names, hours, exceptions or contacts change, however they are saved."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from people.models import OpeningException, OpeningHours, Unit, UnitContact, UnitName


@receiver([post_save, post_delete], sender=OpeningHours)
@receiver([post_save, post_delete], sender=OpeningException)
@receiver([post_save, post_delete], sender=UnitContact)
@receiver([post_save, post_delete], sender=UnitName)
def touch_unit(instance: Any, **kwargs: Any) -> None:
    """Move the unit's time of change."""
    Unit.objects.filter(pk=instance.unit_id).update(changed_at=timezone.now())
