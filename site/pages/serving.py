"""Finding the page for an address in two queries; Wagtail's own routing takes one a level and more (traps.md)."""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page with this path in the current language; leave what has addresses of its own to Wagtail."""
    page = find_page(path)
    if page is not None:
        request._wagtail_site = the_site()  # type: ignore[attr-defined]
        # Wagtail reads the route from here when it is known; its hooks (view restrictions) still run.
        request._wagtail_route_for_request = page.route(request, [])  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


def find_page(path: str, language: str | None = None) -> Page | None:
    """Return the published page, as its own type, at a path below the home page of a language; None without one.

    The type found last time is remembered as a hint, which saves a query; a wrong hint only costs one.
    """
    root = root_path(language or get_language() or "")
    if root is None:
        return None
    url_path = root + "".join(f"{part}/" for part in path.split("/") if part)
    key = "pages.type-" + hashlib.sha256(url_path.encode()).hexdigest()[:32]
    model = hinted_model(cache.get(key))
    page = _live(model, url_path) if model is not None else None
    if page is None:
        base = _live(Page, url_path)
        page = base.specific if base is not None else None
        if page is not None:
            cache.set(key, page.content_type_id, 3600)
    return page


def hinted_model(content_type_id: int | None) -> type[Page] | None:
    """Return the page type with this content type, None for an unknown one."""
    model = ContentType.objects.get_for_id(content_type_id).model_class() if content_type_id else None
    return model if model is not None and issubclass(model, Page) else None


def _live(model: type[Page], url_path: str) -> Page | None:
    related = getattr(model, "served_with", ("locale",))
    return model.objects.live().filter(url_path=url_path).select_related(*related).first()


def the_site() -> Site | None:
    """Return the installation's one site, remembered for a minute."""
    return cache.get_or_set("pages.site", lambda: Site.objects.filter(is_default_site=True).first(), 60)


def root_path(language: str) -> str | None:
    """Return the tree path of a language's home page; from Wagtail's cache, no query."""
    return next((root.root_path for root in Site.get_site_root_paths() if root.language_code == language), None)
