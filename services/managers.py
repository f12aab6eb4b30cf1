"""Reads of service pages."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

# Everything a list shows; the long texts of a service page stay in the database.
LISTED = (
    "title",
    "slug",
    "path",
    "depth",
    "url_path",
    "introduction",
    "availability",
    "locale",
    "translation_key",
    "live",
)


class ServiceQuerySet(PageQuerySet):
    """Service pages by what readers ask."""

    def only_listed(self) -> "ServiceQuerySet":
        """Fetch just what a list shows."""
        return self.only("page_ptr", "content_type", *LISTED)

    def offered(self) -> "ServiceQuerySet":
        """Return the published services that still exist."""
        return self.live().exclude(availability="ended")

    def for_audience(self, audience: str) -> "ServiceQuerySet":
        """Return the services for one audience: residents, businesses, associations or press."""
        return self.filter(**{f"for_{audience}": True})

    def in_categories(self, categories: Iterable[Any]) -> dict[str, list[Any]]:
        """Return the services under each category page, by the category's tree path."""
        by_path: dict[str, list[Any]] = {category.path: [] for category in categories}
        for service in self.order_by("title"):
            by_path.get(service.path[: -service.steplen], []).append(service)
        return by_path


ServiceManager = PageManager.from_queryset(ServiceQuerySet)
