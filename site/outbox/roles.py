"""Who sees outgoing messages: addresses are personal data, so only those who run the site."""

from accounts.roles import Grants, Role, RoleGrants

ROLE_GRANTS: RoleGrants = {
    Role.ADMINISTRATOR: Grants(permissions=("outbox.view_delivery", "outbox.send_again_delivery")),
}
