"""What roles may do with units, opening hours and the staff directory."""

from accounts.roles import Grants, Role, RoleGrants

KEEPING = Grants(
    permissions=("people.add_*", "people.change_*", "people.view_*"),
)

ROLE_GRANTS: RoleGrants = {
    Role.EDITOR: KEEPING,
    Role.PUBLISHER: KEEPING,
    Role.ADMINISTRATOR: Grants(permissions=("people.*",)),
}
