"""What the demo remembers of itself."""

from django.db import models


class DemoState(models.Model):
    """The fingerprint of the content that was built last."""

    digest = models.CharField(max_length=64)
    built_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.digest
