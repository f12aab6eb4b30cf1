"""Print every published page of the demo as JSON: python -m tests.browser.page_list."""

import json
import sys

import django

django.setup()

from wagtail.models import Page  # noqa: E402

from services.a4 import fullness  # noqa: E402
from services.models import ServicePage  # noqa: E402

FACTS = ("availability", "provider_level", "is_free", "map_url")


def row(page):
    """Return what tests choose pages by."""
    model = type(page)
    facts = {name: getattr(page, name) for name in FACTS if hasattr(page, name)}
    if isinstance(page, ServicePage):
        facts["fullness"] = fullness(page)
    return {
        "id": page.pk,
        "type": f"{model._meta.app_label}.{model.__name__}",
        "language": page.locale.language_code,
        "key": str(page.translation_key),
        "title": page.title,
        "path": page.get_url(),
        "facts": facts,
    }


if __name__ == "__main__":
    pages = Page.objects.live().filter(depth__gt=1).order_by("path").select_related("locale").specific()
    json.dump([row(page) for page in pages], sys.stdout, ensure_ascii=False)
