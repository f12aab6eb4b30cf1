"""The roles of staff, and how an app declares what each role may do.

An app has a `roles.py` with `ROLE_GRANTS: dict[Role, Grants]`; `manage.py sync_roles` and every migration give the
groups exactly the sum of these (D19). Groups that are not roles are left alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A role is a group whose name is this key; people see the label in their language."""

    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
    CRISIS_STAFF = "crisis-staff", _("Crisis staff")
    CASE_OFFICER = "case-officer", _("Case officer")
    UNIT_MANAGER = "unit-manager", _("Unit manager")
    CONTACT_CENTRE = "contact-centre", _("Contact centre")
    SERVICE_DESIGNER = "service-designer", _("Service designer")
    ARCHIVIST = "archivist", _("Archivist")


def role_label(group_name: str) -> str:
    """Return a role's name in the current language, any other group's name as it is."""
    return str(Role(group_name).label) if group_name in Role.values else group_name


@dataclass(frozen=True)
class Grants:
    """What an app gives one role.

    `permissions` and `collections` hold "app.codename", where `*` stands for anything ("people.*",
    "people.*_unit"); collections are those at the root of the media library. `pages` holds Wagtail's page
    permissions for the whole page tree: add, change, publish, lock, unlock, bulk_delete.
    """

    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()


RoleGrants = Mapping[Role, Grants]
EVERY_ROLE = tuple(Role)

# Everybody with a role may enter the admin; what they meet there is up to the apps.
ROLE_GRANTS: RoleGrants = {
    **{role: Grants(permissions=("wagtailadmin.access_admin",)) for role in EVERY_ROLE},
    Role.ADMINISTRATOR: Grants(permissions=("wagtailadmin.access_admin", "accounts.*_user", "auth.*_group")),
}
