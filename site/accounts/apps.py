from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Staff users, roles, sign-in with a second step."""

    name = "accounts"
    verbose_name = _("Staff accounts")

    def ready(self) -> None:
        """Share rate limits between workers, follow enrolments, keep roles in step with the code."""
        from django.contrib.auth.models import Group

        from accounts import signal_handlers  # noqa: F401
        from accounts.rate_limits import share_rate_limits
        from accounts.roles import role_label

        share_rate_limits()
        # Wherever Wagtail shows a group (forms, filters, workflows), a role has its translated name.
        Group.add_to_class("__str__", lambda group: role_label(group.name))
