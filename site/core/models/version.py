"""One number that grows whenever something that public pages may show has changed."""

from django.db import models
from django.db.models import F


class SiteVersion(models.Model):
    """The one row that page memory compares; raised in the transaction of the change (core.page_memory)."""

    number = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number as it stands, 0 before the first change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def raise_number(cls) -> None:
        """Make every remembered page old."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
