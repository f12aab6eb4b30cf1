"""What Norrvik prepared for a crisis: scenarios, numbers, channels and who is on duty."""

from accounts.models import User
from crisis.models import DutyPerson
from crisis.shipped import install_scenarios
from demo.content import read


def build_crisis() -> None:
    """Put the shipped scenarios, numbers and channels into the record, and the duty list."""
    install_scenarios()
    for order, row in enumerate(read("duty")["people"]):
        words = {name: row[name] for name in ("role", "telephone", "email")}
        DutyPerson.objects.update_or_create(name=row["name"], defaults={**words, "sort_order": order})


def link_duty() -> None:
    """Say which accounts the people on duty operate the switch with; the users are made last."""
    for row in read("duty")["people"]:
        user = User.objects.filter(email=row.get("user", "")).first()
        if user is not None:
            DutyPerson.objects.filter(name=row["name"]).update(user=user)
