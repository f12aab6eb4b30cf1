"""The versions must be what the log's chain says they were."""

from collections.abc import Iterator

from core.verifying import Fault
from crisis.models import CrisisBook, CrisisLogEntry, CrisisVersion
from crisis.record import content_digest

NAME = "crisis versions"


def faults() -> Iterator[Fault]:
    """Yield the first version that is missing, invented or altered."""
    told: dict[int, str | None] = {}  # None: erased by rule
    for number, payload in CrisisLogEntry.objects.filter(version__isnull=False).values_list("version", "payload"):
        told[number or 0] = None if payload is None else payload.get("content", "")
    numbers = set(told)
    for version in CrisisVersion.objects.order_by("number").iterator(chunk_size=100):
        if version.number not in told:
            yield Fault(NAME, 0, f"version {version.number} was inserted: the log does not know it")
            return
        numbers.discard(version.number)
        content = version.content
        columns = (version.number, version.origin, version.by, version.digest)
        said = (content.get("number"), content.get("origin"), str(content.get("by"))[:200], version.state.digest)
        expected = told[version.number]
        if (expected is not None and content_digest(content) != expected) or columns != said:
            yield Fault(NAME, 0, f"version {version.number} was changed")
            return
    if numbers:
        yield Fault(NAME, 0, f"version {min(numbers)} is missing")
        return
    book = CrisisBook.objects.first()
    newest = CrisisVersion.objects.values_list("number", flat=True).first() or 0
    if (book.number if book else 0) != newest:
        yield Fault(NAME, 0, f"the book is open at version {book.number if book else 0}, the newest is {newest}")
