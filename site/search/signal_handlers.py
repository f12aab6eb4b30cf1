"""Listens to every save and deletion that can change what the index holds.

Wagtail's own signals for publishing, moving and changing slugs come after the transaction; a crash in between would
leave the index wrong for ever. `pre_save` and `post_save` come inside it.
"""

from typing import Any

from django.db import models
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction

from core.registries import searchables
from people.models import Unit
from people.models.unit import UnitName
from search.changes import record
from search.models import PromotedResult, SearchChange, SearchSynonym

# A save of only these does not change what visitors see.
UNSEEN_FIELDS = frozenset(
    (
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "go_live_at",
        "expire_at",
    )
)


def connect() -> None:
    """Connect the handlers, once a process."""
    pre_save.connect(remember_place, dispatch_uid="search.remember_place")
    post_save.connect(saved, dispatch_uid="search.saved")
    # Not before all apps have registered what can be found, and not for every model: a listener makes deletions slow.
    connection_created.connect(connect_deletions, dispatch_uid="search.connect_deletions")


def connect_deletions(**kwargs: Any) -> None:
    """Listen to deletions of what the index knows of."""
    others = [item.model for item in searchables if not issubclass(item.model, Page)]
    for model in (Page, PageViewRestriction, Unit, UnitName, SearchSynonym, PromotedResult, *others):
        post_delete.connect(deleted, sender=model, dispatch_uid=f"search.deleted.{model._meta.label}")


def remember_place(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Note whether a save moves or renames a page, because then the pages beneath it change too."""
    if raw or not isinstance(instance, Page) or not instance.pk:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("url_path", "title").first()
    instance._search_tree_changed = before is not None and before != (instance.url_path, instance.title)


def saved(
    sender: type[models.Model],
    instance: models.Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Record a save of a page, of another searchable object, or of what such objects depend on."""
    if raw or (update_fields is not None and UNSEEN_FIELDS.issuperset(update_fields)):
        return
    if isinstance(instance, Page):
        action = SearchChange.Action.TREE if getattr(instance, "_search_tree_changed", False) else None
        record(instance, action or SearchChange.Action.UPDATE, instance.locale.language_code)
    else:
        _record_others(instance, SearchChange.Action.UPDATE)


def deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Record a deletion."""
    if isinstance(instance, Page):
        record(instance, SearchChange.Action.DELETE, instance.locale.language_code)
    else:
        _record_others(instance, SearchChange.Action.DELETE)


def _record_others(instance: models.Model, action: SearchChange.Action) -> None:
    if isinstance(instance, SearchSynonym | PromotedResult):
        record(instance, SearchChange.Action.EDITORIAL)
    elif isinstance(instance, PageViewRestriction):
        for page in Page.objects.filter(pk=instance.page_id):
            record(page, SearchChange.Action.TREE, page.locale.language_code)
    elif isinstance(instance, Unit):
        record(instance, SearchChange.Action.UNIT)
    elif isinstance(instance, UnitName):
        record(instance.unit, SearchChange.Action.UNIT)
    if searchables.get(type(instance)):
        record(instance, action)
