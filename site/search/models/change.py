"""What has changed since an index was last brought up to date; every node reads the table for itself."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchChange(models.Model):
    """One change, written in the transaction that made it. Rows are never marked as read, only pruned by age."""

    class Action(models.TextChoices):
        UPDATE = "update", _("changed")
        DELETE = "delete", _("deleted")
        TREE = "tree", _("changed with all pages beneath")
        UNIT = "unit", _("pages of a unit changed")
        EDITORIAL = "editorial", _("synonyms or promoted results changed")

    model = models.CharField(max_length=80)  # "page" for pages of every type, else app_label.model
    object_id = models.CharField(max_length=40)
    language = models.CharField(max_length=10, blank=True)  # "": every language
    action = models.CharField(max_length=10, choices=Action)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.action} {self.model}:{self.object_id}"

    @property
    def key(self) -> str:
        """Return the key of the object in the index."""
        return f"{self.model}:{self.object_id}"
