"""Who may operate crisis mode: administrators and crisis staff, and nobody who only edits pages."""

from accounts.roles import Grants, Role, RoleGrants

PREPARED = ("crisis.*_scenario", "crisis.*_dutyperson", "crisis.*_crisisnumber", "crisis.*_nationalchannel")

ROLE_GRANTS: RoleGrants = {
    Role.CRISIS_STAFF: Grants(permissions=("crisis.operate_crisis", *PREPARED)),
    Role.ADMINISTRATOR: Grants(permissions=("crisis.operate_crisis", "crisis.change_crisissettings", *PREPARED)),
}
