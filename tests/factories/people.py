"""Units and staff for tests."""

import datetime
from typing import Any

import factory

from people.models import Employee, OpeningHours, Unit


class UnitFactory(factory.django.DjangoModelFactory):
    """`hours={"visit": {0: ["08:00-12:00"]}}` gives opening hours by channel and weekday."""

    name = factory.Sequence(lambda number: f"Enhet {number}")
    slug = factory.Sequence(lambda number: f"enhet-{number}")

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    @factory.post_generation
    def hours(self: Any, create: bool, extracted: dict[str, dict[int, list[str]]] | None, **kwargs: Any) -> None:
        for channel, week in (extracted or {}).items():
            for weekday, intervals in week.items():
                for interval in intervals:
                    opens, closes = (datetime.time.fromisoformat(part) for part in interval.split("-"))
                    OpeningHours.objects.create(unit=self, channel=channel, weekday=weekday, opens=opens, closes=closes)


class EmployeeFactory(factory.django.DjangoModelFactory):
    first_name = "Elsa"
    last_name = factory.Sequence(lambda number: f"Lind{number}")
    title = "Handläggare"
    unit = factory.SubFactory(UnitFactory)

    class Meta:
        model = Employee
