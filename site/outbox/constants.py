"""How long and how often; settings of the same name, with OUTBOX_ before it, take their place."""

import datetime
from typing import Final

from django.conf import settings

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE

# Seconds from one attempt to the next; the last is used over and over. Greylisting servers want about five minutes.
RETRY_DELAYS: Final = (30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR)
# While our own mail server is away every message waits at most so long: it is not the message's fault.
LONGEST_WAIT_FOR_SERVER: Final = 5 * MINUTE
# Give up after so long, but never because our own workers stood still: this many attempts are always made.
GIVE_UP_AFTER: Final = datetime.timedelta(hours=72)
FEWEST_ATTEMPTS: Final = 6

# How many messages to one domain are under way at once, so that a slow one leaves senders free for the others.
LANE_LIMIT: Final = 2
SENDERS: Final = 3
DEFAULT_TIMEOUT: Final = 20  # seconds for one answer, when EMAIL_TIMEOUT is not set


def retry_delays() -> tuple[int, ...]:
    """Return the seconds between attempts."""
    return tuple(getattr(settings, "OUTBOX_RETRY_DELAYS", RETRY_DELAYS))


def longest_conversation() -> float:
    """Return the seconds after which a conversation with a mail server is cut, however lively it is."""
    return 2 * (settings.EMAIL_TIMEOUT or DEFAULT_TIMEOUT)


def lease() -> datetime.timedelta:
    """Return how long a row belongs to the process that took it: longer than any conversation."""
    return datetime.timedelta(seconds=2 * longest_conversation() + 2 * MINUTE)
