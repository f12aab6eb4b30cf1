"""Everything that the open data of services says, fetched in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from services.models import ServiceCategoryPage, ServicePackagePage, ServicePage


@dataclass
class Described:
    """A page in each language that it is published in, the site's first language first."""

    uid: UUID
    pages: dict[str, Any] = field(default_factory=dict)

    @property
    def main(self) -> Any:
        """Return the page that gives what does not depend on language."""
        return next(iter(self.pages.values()))


@dataclass(frozen=True)
class OpenServices:
    """The published services with what groups them."""

    services: list[Described]
    category_of: dict[UUID, Described]
    related: dict[UUID, list[UUID]]
    life_events: list[tuple[Described, list[UUID]]]


def open_services() -> OpenServices:
    """Return all services that the public may read."""
    pages = list(
        ServicePage.objects.live()
        .public()
        .select_related("locale", "owner_unit")
        .prefetch_related("owner_unit__names")
        .order_by("path")
    )
    categories = list(ServiceCategoryPage.objects.live().public().select_related("locale").order_by("path"))
    events = list(ServicePackagePage.objects.live().public().select_related("locale").order_by("path"))
    keys = _keys([pk for page in pages for pk in _related(page)] + [pk for page in events for pk in _grouped(page)])
    services = _by_key(pages)
    known = {service.uid for service in services}
    return OpenServices(
        services=services,
        category_of=_categories(services, categories),
        related={service.uid: _tied(service, _related, keys, known - {service.uid}) for service in services},
        life_events=[(event, _tied(event, _grouped, keys, known)) for event in _by_key(events)],
    )


def _by_key(pages: list[Any]) -> list[Described]:
    """Put translations together, languages in the site's order."""
    order = {code: number for number, code in enumerate(settings.MUNICIPALITY.languages)}
    found: dict[UUID, Described] = {}
    for page in sorted(pages, key=lambda page: order.get(page.locale.language_code, len(order))):
        described = found.setdefault(page.translation_key, Described(page.translation_key))
        described.pages[page.locale.language_code] = page
    return list(found.values())


def _categories(services: list[Described], categories: list[Any]) -> dict[UUID, Described]:
    by_path = {category.path: category.translation_key for category in categories}
    by_key = {described.uid: described for described in _by_key(categories)}
    parents = {service.uid: by_path.get(service.main.path[: -Page.steplen]) for service in services}
    return {uid: by_key[key] for uid, key in parents.items() if key is not None}


def _related(page: ServicePage) -> list[int]:
    """Return the ids that the page's chooser holds, without fetching the pages one by one."""
    return [row["value"] for row in page.related.get_prep_value() if row["value"]]


def _grouped(page: ServicePackagePage) -> list[int]:
    rows = [item for group in page.groups.get_prep_value() for item in group["value"].get("services", [])]
    values = (row["value"] if isinstance(row, dict) else row for row in rows)
    return [value for value in values if value]


def _keys(pks: list[int]) -> dict[int, UUID]:
    return dict(ServicePage.objects.filter(pk__in=set(pks)).values_list("pk", "translation_key"))


def _tied(described: Described, reader: Any, keys: dict[int, UUID], known: set[UUID]) -> list[UUID]:
    """Return the published services that a page points to in any language, each once."""
    found = (keys.get(pk) for page in described.pages.values() for pk in reader(page))
    return list(dict.fromkeys(key for key in found if key in known))
