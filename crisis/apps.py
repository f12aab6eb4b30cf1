"""The crisis app: the home page becomes the critical information."""

import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrisisConfig(AppConfig):
    name = "crisis"
    verbose_name = _("Crisis")

    def ready(self) -> None:
        """Let remembered pages and links home know of the crisis; watch scenarios; vouch for the versions."""
        from core import home_links, registries, verifying
        from crisis import live, signal_handlers, witness

        signal_handlers.connect()
        verifying.witnesses.register(verifying.Witness(witness.NAME, witness.faults))

        registries.page_keys.append(live.key)
        home_links.is_replaced.append(live.has_home)
        self._remind()

    def _remind(self) -> None:
        """Let the clock look every minute at what those on duty must be told."""
        from core.jobs import Job, register
        from crisis import reminders

        reminders.register_mails()
        register(Job("crisis reminders", every=datetime.timedelta(minutes=1), run=reminders.send_due))
