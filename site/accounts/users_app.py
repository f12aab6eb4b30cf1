"""Wagtail's app of users and groups, with our view of groups.

Not in `apps.py`: Django takes an app's own configuration from there only while it is the only one.
"""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, where roles are kept by the programme."""

    group_viewset = "accounts.viewsets.RoleViewSet"
