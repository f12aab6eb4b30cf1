"""What roles may do with the footer and the social media accounts."""

from accounts.roles import Grants, Role, RoleGrants

KEEPING = Grants(
    permissions=(
        "navigation.change_footer",
        "navigation.view_footer",
        "navigation.*_socialmediaaccount",
    )
)

ROLE_GRANTS: RoleGrants = {
    Role.PUBLISHER: KEEPING,
    Role.ADMINISTRATOR: Grants(permissions=("navigation.*",)),
}
