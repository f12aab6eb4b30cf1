"""What roles may do with the website's search."""

from accounts.roles import Grants, Role, RoleGrants

REPORT = "search.view_querycount"
KEEPING = Grants(permissions=("search.*_searchsynonym", "search.*_promotedresult", REPORT))

ROLE_GRANTS: RoleGrants = {
    Role.EDITOR: KEEPING,
    Role.PUBLISHER: KEEPING,
    Role.ADMINISTRATOR: KEEPING,
    Role.SERVICE_DESIGNER: Grants(permissions=(REPORT,)),
    Role.CONTACT_CENTRE: Grants(permissions=(REPORT,)),
    Role.UNIT_MANAGER: Grants(permissions=(REPORT,)),
}
