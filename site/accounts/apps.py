from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Staff users, roles, sign-in with a second step."""

    name = "accounts"
    verbose_name = _("Staff accounts")

    def ready(self) -> None:
        """Share rate limits between workers, follow enrolments, keep roles in step with the code."""
        from accounts import signal_handlers  # noqa: F401
        from accounts.rate_limits import share_rate_limits

        share_rate_limits()
