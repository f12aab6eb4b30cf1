"""The demo's users: one a role."""

from django.contrib.auth.models import Group

from accounts.models import User
from people.models import Unit, UnitMember

DOMAIN = "norrvik.example"
# user: (first name, last name, role, unit, is manager of it)
USERS = {
    "admin": ("Astrid", "Nyberg", "administrator", "kontaktcenter", False),
    "redaktor": ("Ronja", "Edlund", "editor", "samhallsbyggnad", False),
    "publicist": ("Petter", "Åkerlind", "publisher", "kontaktcenter", False),
    "kris": ("Karin", "Strand", "crisis-staff", "kontaktcenter", False),
    "handlaggare": ("Henrik", "Lund", "case-officer", "samhallsbyggnad", False),
    "handlaggare2": ("Hanna", "Berg", "case-officer", "miljo", False),
    "chef": ("Camilla", "Forsgren", "unit-manager", "samhallsbyggnad", True),
    "kontaktcenter": ("Kim", "Dahl", "contact-centre", "kontaktcenter", False),
    "formular": ("Farid", "Rahimi", "service-designer", "kontaktcenter", False),
    "arkiv": ("Anita", "Kvist", "archivist", "kontaktcenter", False),
}


def build_users(password: str, units: dict[str, Unit]) -> None:
    """Make or update the demo users; all have the same password."""
    for name, (first, last, role, unit, is_manager) in USERS.items():
        user, _created = User.objects.get_or_create(email=f"{name}@{DOMAIN}")
        user.first_name, user.last_name = first, last
        user.is_staff = True
        user.is_superuser = role == "administrator"
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name=role))
        UnitMember.objects.update_or_create(unit=units[unit], user=user, defaults={"is_manager": is_manager})


def users_have(password: str) -> bool:
    """Tell whether the demo users stand and have this password; one is asked for all."""
    admin = User.objects.filter(email=f"admin@{DOMAIN}").first()
    return admin is not None and admin.check_password(password)
