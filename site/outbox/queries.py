"""What staff want to know about the outbox."""

from outbox.models import Delivery


def failed_count() -> int:
    """Return how many messages did not arrive and wait for somebody to look."""
    return Delivery.objects.failed().count()
