"""Turns pages and other searchable objects into entries of the index, from what the database holds now."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from wagtail.models import Page

from core.registries import Searchable, searchables
from search.engine.schema import Entry

logger = logging.getLogger(__name__)
CHUNK = 200  # objects fetched at a time


def key_of(instance: models.Model) -> str:
    """Return the key under which an object stands in the index: pages of every type share one name."""
    label = "page" if isinstance(instance, Page) else instance._meta.label_lower
    return f"{label}:{instance.pk}"


def all_entries(language: str) -> Iterator[Entry]:
    """Give every findable object of a language."""
    for searchable in searchables:
        yield from _entries(searchable, language, _findable(searchable, language))


def entries_of(language: str, keys: Iterable[str]) -> Iterator[Entry]:
    """Give those of the objects with these keys that may be found now."""
    by_label: dict[str, list[str]] = {}
    for key in keys:
        label, _, pk = key.partition(":")
        by_label.setdefault(label, []).append(pk)
    for searchable in searchables:
        label = "page" if issubclass(searchable.model, Page) else searchable.model._meta.label_lower
        if label in by_label:
            objects = _findable(searchable, language).filter(pk__in=by_label[label])
            yield from _entries(searchable, language, objects)


def _findable(searchable: Searchable, language: str) -> models.QuerySet[Any]:
    objects: Any = searchable.prefetch(searchable.model._default_manager.all())
    if issubclass(searchable.model, Page):
        return objects.live().public().filter(locale__language_code=language, alias_of__isnull=True)
    return objects


def _entries(searchable: Searchable, language: str, objects: models.QuerySet[Any]) -> Iterator[Entry]:
    with translation.override(language):
        for instance in objects.order_by("pk").iterator(chunk_size=CHUNK):
            entry = _entry(searchable, instance)
            if entry:
                yield entry


def _entry(searchable: Searchable, instance: models.Model) -> Entry | None:
    """Return the entry of one object; one that fails is logged and left out, so that it does not hide all others."""
    try:
        document = searchable.document(instance)
    except Exception:
        logger.exception("no search document", extra={"object": key_of(instance)})
        if settings.DEBUG:
            raise
        return None
    if document is None or not document.title or not document.url:
        return None
    return Entry(key_of(instance), searchable.kind, searchable.weight, document)
