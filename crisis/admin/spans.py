"""Lengths of time in words."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from crisis.models import CrisisEvent


def length(seconds: float) -> str:
    """Return a length of time in its two largest parts."""
    if seconds < 60:
        return ngettext("%(count)d second", "%(count)d seconds", round(seconds)) % {"count": round(seconds)}
    minutes = round(seconds / 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    days = hours // 24
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def span(event: CrisisEvent) -> str:
    """Return how long an event lasted, or has lasted so far."""
    until: datetime.datetime = event.ended_at or timezone.now()
    return length((until - event.started_at).total_seconds())
