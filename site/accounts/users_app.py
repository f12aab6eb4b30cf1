"""Wagtail's app of users and groups, with our views (its own module: an app's `apps.py` may hold one AppConfig)."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with roles shown by their translated names."""

    user_viewset = "accounts.viewsets.StaffUserViewSet"
    group_viewset = "accounts.viewsets.RoleViewSet"
