"""What the header, breadcrumb, section menu, language switch and footer show."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from core.home_links import to_ordinary
from core.structured_data import script
from navigation import head
from navigation.queries import Frame

register = template.Library()


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _frame(context: Context) -> Frame:
    """Return the pages around this one, fetched once a rendering."""
    shared: dict[str, Any] = context.render_context.dicts[0]  # type: ignore[assignment]
    if "navigation_frame" not in shared:
        page = context.get("page")
        known = page if isinstance(page, Page) and page.pk else None
        shared["navigation_frame"] = Frame(known, _language())
    return shared["navigation_frame"]


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[dict[str, Any]]:
    """Return the entries of the main menu: title, url, is_current, is_ancestor."""
    return _frame(context).menu()


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[dict[str, Any]]:
    """Return the pages above this one, the home page first, this page left out."""
    return [{**crumb, "url": to_ordinary(crumb["url"])} for crumb in _frame(context).breadcrumbs()]


@register.simple_tag(takes_context=True)
def section_menu(context: Context) -> list[dict[str, Any]]:
    """Return the pages beneath this one or beside it; empty where there are none."""
    return _frame(context).section()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Return each language: code, name, url, is_current, is_translated. Views may give `language_urls`."""
    return _frame(context).languages(context.get("language_urls") or {})


@register.simple_tag(takes_context=True)
def footer(context: Context) -> dict[str, Any]:
    """Return the footer: text, columns, social_media, unit."""
    return _frame(context).footer_content()


@register.simple_tag
def home_url() -> str | None:
    """Return the address of the ordinary home page in the current language."""
    return to_ordinary(reverse("wagtail_serve", args=[""]))


@register.simple_tag
def search_url() -> str:
    """Return the address of the search page in the current language."""
    return reverse(f"search:search-{_language()}")


@register.simple_tag
def suggest_url() -> str:
    """Return the address that suggests pages while somebody types."""
    return reverse(f"search:suggest-{_language()}")


@register.simple_tag(takes_context=True)
def head_links(context: Context) -> dict[str, Any]:
    """Return canonical, alternates (code, url) and default address of the page; empty for what is no page."""
    return head.head_links(_frame(context))


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: Context) -> SafeString | str:
    """Return the way to the page for search engines."""
    data = head.breadcrumb_data(_frame(context))
    return script(data) if data else ""


@register.simple_tag
def website_data() -> SafeString:
    """Return the site and its search for search engines."""
    language = _language()
    return script(head.website_data(settings.MUNICIPALITY.name_in(language), language, search_url()))


@register.simple_tag
def opensearch_url() -> str:
    """Return the address that tells browsers how to search here, in the current language."""
    return reverse(f"opensearch-{_language()}")
