from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Staff users, roles, sign-in with a second step."""

    name = "accounts"
    verbose_name = _("Staff accounts")

    def ready(self) -> None:
        """Share rate limits between workers, follow enrolments, keep roles in step with the code."""
        from accounts import signal_handlers  # noqa: F401
        from accounts.rate_limits import share_rate_limits

        share_rate_limits()


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with roles shown by their translated names."""

    user_viewset = "accounts.viewsets.StaffUserViewSet"
    group_viewset = "accounts.viewsets.RoleViewSet"
