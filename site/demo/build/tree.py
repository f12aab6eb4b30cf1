"""Making and updating pages of the demo, in each language, under stable ids."""

import json
import uuid
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page

NAMESPACE = uuid.UUID("6f0d9d3e-2f0f-4e0b-9c3c-6e7172f5a001")


def stable_id(*parts: object) -> uuid.UUID:
    """Return the same id for the same parts, run after run."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def stream(key: str, blocks: list[tuple[str, Any]]) -> str:
    """Return the stored form of a StreamField; block ids stay the same in every language."""
    rows = [
        {"type": kind, "value": value, "id": str(stable_id(key, number))} for number, (kind, value) in enumerate(blocks)
    ]
    return json.dumps(rows)


class Tree:
    """The demo's page tree: `put` makes or updates one page in one language."""

    def __init__(self) -> None:
        self.locales = {code: self._locale(code) for code, _name in settings.LANGUAGES}
        self.pages: dict[tuple[str, str], Page] = {}

    def _locale(self, code: str) -> Locale:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        return locale

    def put(self, model: type[Page], key: str, language: str, parent: Page | None, **fields: Any) -> Page:
        """Make the page or update the one with the same key; not published until `publish`."""
        translation_key = stable_id("page", key)
        page = model.objects.filter(translation_key=translation_key, locale=self.locales[language]).first()
        if page is None:
            page = model(translation_key=translation_key, locale=self.locales[language], live=False)
        for name, value in fields.items():
            setattr(page, name, value)
        if page.pk:
            page.save()
        else:
            (parent or Page.get_first_root_node()).add_child(instance=page)
        self.pages[key, language] = page
        return page

    def find(self, key: str, language: str) -> Page | None:
        """Return the page with this key in a language, None when it is not translated."""
        return self.pages.get((key, language))

    def publish(self) -> None:
        """Publish everything that `put` touched."""
        for page in self.pages.values():
            page.save_revision(changed=False).publish()
