"""The demo municipality inside a transaction of the tests, from the same builders as `manage.py demo`."""

from typing import Any

from wagtail.models import Page


def build_demo() -> None:
    """Build all of the demo but its users and its search index."""
    from demo.management.commands.demo import Command

    Command().build("")


def demo_pages(model: type[Page], language: str) -> list[Any]:
    """Return the published pages of one type in one language, in tree order."""
    return list(model.objects.live().filter(locale__language_code=language).order_by("path"))
