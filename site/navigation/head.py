"""What a page's head says of its place on the site: canonical address, other languages, the way to it."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from core.addresses import absolute
from core.structured_data import Thing
from navigation.queries import Frame


def head_links(frame: Frame) -> dict[str, Any]:
    """Return the page's canonical address and, when it is translated, the address in each language."""
    page = frame.page
    if page is None or not page.live:
        return {}
    translations = {other.locale.language_code: other for other in frame.pages if is_translation(other, page)}
    alternates = [
        {"code": code, "url": absolute(translations[code].get_url())}
        for code, _name in settings.LANGUAGES
        if code in translations
    ]
    return {
        "canonical": absolute(page.get_url()),
        "alternates": alternates if len(alternates) > 1 else [],
        "default": next((entry["url"] for entry in alternates if entry["code"] == settings.LANGUAGE_CODE), ""),
    }


def is_translation(other: Page, page: Page) -> bool:
    """Tell whether two pages say the same in different languages, or are one."""
    return other.translation_key == page.translation_key


def breadcrumb_data(frame: Frame) -> Thing | None:
    """Return the way from home to the page; nothing for home itself and for what is no page."""
    crumbs = frame.breadcrumbs()
    if frame.page is None or not crumbs:
        return None
    way = [*crumbs, {"title": frame.page.title, "url": frame.page.get_url()}]
    items = [
        {"@type": "ListItem", "position": number, "name": crumb["title"], "item": absolute(crumb["url"])}
        for number, crumb in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website_data(name: str, language: str, search_path: str) -> Thing:
    """Return the site with its search."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{absolute(search_path)}?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        "name": name,
        "url": absolute("/"),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }
