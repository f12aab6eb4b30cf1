from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _deliver_for_a_while() -> None:
    """One turn of a sender: short enough for its process to stop in time when it is told to."""
    from outbox.actions import deliver

    deliver(seconds=10)


class OutboxConfig(AppConfig):
    """What must leave the house and may not be lost."""

    name = "outbox"
    verbose_name = _("Outgoing messages")

    def ready(self) -> None:
        """Register mail as a way out, the test message, the checks, and a job for each sender."""
        from core.jobs import Job, register
        from outbox import checks  # noqa: F401
        from outbox.channels import channels
        from outbox.constants import SENDERS
        from outbox.mail_channel import mail_channel
        from outbox.mails import Mail, mails

        channels.register(mail_channel)
        mails.register(Mail(name="test_message", label=_("Test message")))
        for number in range(1, SENDERS + 1):
            name = "deliver" if number == 1 else f"deliver {number}"
            register(Job(name, every=timedelta(seconds=1), run=_deliver_for_a_while, lease=timedelta(minutes=2)))
