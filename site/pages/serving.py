"""Finding the page for an address in two queries; Wagtail's own routing takes one a level and more (traps.md)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page with this path in the current language; leave what has addresses of its own to Wagtail."""
    page = find_page(path)
    if page is not None:
        # Wagtail reads the route from here when it is known; its hooks (view restrictions) still run.
        request._wagtail_route_for_request = page.specific.route(request, [])  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


def find_page(path: str, language: str | None = None) -> Page | None:
    """Return the published page at a path below the home page of a language, None when there is none."""
    root = root_path(language or get_language() or "")
    if root is None:
        return None
    parts = [part for part in path.split("/") if part]
    url_path = root + "".join(f"{part}/" for part in parts)
    return Page.objects.live().filter(url_path=url_path).select_related("locale").first()


def root_path(language: str) -> str | None:
    """Return the tree path of a language's home page; from Wagtail's cache, no query."""
    return next((root.root_path for root in Site.get_site_root_paths() if root.language_code == language), None)
