"""Registries that apps fill in their AppConfig.ready(), so that behaviour can flow upwards without imports."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models
from django.http import HttpRequest


@dataclass(frozen=True)
class SearchDocument:
    """What the search index holds of one object: plain text, no markup; `url` is a path on this site."""

    title: str
    url: str
    introduction: str = ""
    body: str = ""
    keywords: str = ""  # subject words and synonyms, comma separated
    owner: str = ""  # name of the responsible unit


@dataclass(frozen=True)
class Searchable:
    """A model that citizens can find: `document` gives None for what must not be found."""

    model: type[models.Model]
    kind: str  # stable key, "service", "news" …
    label: Any  # lazy translated name of the kind
    document: Callable[[Any], SearchDocument | None]
    weight: float = 1.0
    prefetch: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] = field(default=lambda queryset: queryset)


@dataclass(frozen=True)
class Dataset:
    """Open data at /data/<name>.<format>: `formats` maps the extension to (content type, function giving bytes)."""

    name: str
    title: Any
    formats: dict[str, tuple[str, Callable[[], bytes]]]


@dataclass(frozen=True)
class PageSection:
    """What one app shows on another app's page: a template and the function that gives its context (None: nothing)."""

    slot: str  # "service.channels", "unit.services" …
    template: str
    context: Callable[[HttpRequest, models.Model], dict[str, Any] | None]
    order: int = 100


Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Items by key; registering a key twice is a programming error and says so."""

    def __init__(self, key: Callable[[Item], Hashable]) -> None:
        self._key = key
        self._items: dict[Hashable, Item] = {}

    def register(self, item: Item) -> None:
        """Add an item; ValueError when its key is taken."""
        key = self._key(item)
        if key in self._items:
            raise ValueError(f"already registered: {key}")
        self._items[key] = item

    def get(self, key: Hashable) -> Item | None:
        """Return the item with this key, or None."""
        return self._items.get(key)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())


searchables: Registry[Searchable] = Registry(key=lambda item: item.model)
datasets: Registry[Dataset] = Registry(key=lambda item: item.name)
page_sections: Registry[PageSection] = Registry(key=lambda item: (item.slot, item.template))

# What else every public page depends on besides the database: remembered pages are kept apart by it.
page_keys: list[Callable[[], Hashable]] = []


def sections_of(slot: str) -> list[PageSection]:
    """Return what is registered for a slot, in order."""
    return sorted((section for section in page_sections if section.slot == slot), key=lambda section: section.order)
