"""The search page and the suggestions; both plain Django views, never cached, never in the way of a bad request."""

import logging
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core.registries import searchables
from search import query_log
from search.addresses import search_url
from search.engine.searching import DEEPEST_PAGE, PAGE_SIZE, Found, Hit, nearest, search, suggest
from search.engine.store import IndexUnavailable
from search.queries import next_steps

logger = logging.getLogger(__name__)
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@require_safe
def search_page(request: HttpRequest, language: str) -> HttpResponse:
    """Show what matches `q`; without an index or a database, show as much as can be shown."""
    text = request.GET.get("q", "")
    number = _page_number(request)
    try:
        found = search(language, text, number)
    except IndexUnavailable:
        return _answer(request, _context(language, text, None))
    if found.query.text and number == 1 and request.method == "GET":
        query_log.note(language, found.query.text, found.count)
    return _answer(request, _context(language, text, found))


@require_safe
def suggestions(request: HttpRequest, language: str) -> JsonResponse:
    """Give pages whose titles begin as `q` as JSON: title, url and kind of each."""
    try:
        hits = suggest(language, request.GET.get("q", ""))
    except IndexUnavailable:
        hits = []
    labels = _labels()
    rows = [{"title": hit.title, "url": hit.url, "kind": str(labels.get(hit.kind, ""))} for hit in hits]
    return JsonResponse(rows, safe=False, headers=PRIVATE)


def _page_number(request: HttpRequest) -> int:
    """Return the wanted page of hits; the first for what is no number."""
    wanted = request.GET.get("page", "")[:6]
    return int(wanted) if wanted.isascii() and wanted.isdigit() else 1


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Render the page; when the database is away, without the menus that come from it."""
    try:
        context["next_steps"] = next_steps(context["language"])
        content = render_to_string("search/search.html", context, request)
    except (DatabaseError, InterfaceError):
        logger.warning("search answered without database")
        context |= {"base_template": "base_plain.html", "next_steps": {}}
        content = render_to_string("search/search.html", context)
    return HttpResponse(content, headers=PRIVATE)


def _context(language: str, text: str, found: Found | None) -> dict[str, Any]:
    query = found.query.text if found else " ".join(text.split())[:200]
    context: dict[str, Any] = {
        "language": language,
        "query": query,
        "found": found,
        "base_template": "base.html",
        "search_url": search_url(language),
        "language_urls": {code: f"{search_url(code)}?{urlencode({'q': query})}" for code, _ in settings.LANGUAGES},
        "next_steps": {},
    }
    if found:
        labels = _labels()
        numbered = Paginator(range(min(found.ordinary, PAGE_SIZE * DEEPEST_PAGE)), PAGE_SIZE)
        context |= {
            "results": [_row(hit, labels) for hit in (*found.promoted, *found.hits)],
            "page_obj": numbered.get_page(found.page),
            "did_you_mean_url": f"{search_url(language)}?{urlencode({'q': found.did_you_mean})}",
            "suggested": [_row(hit, labels) for hit in _suggested(language, found)],
        }
    return context


def _suggested(language: str, found: Found) -> list[Hit]:
    """Return pages with similar titles for those who found nothing."""
    if found.count or not found.query.words:
        return []
    try:
        return nearest(language, found.query.text)
    except IndexUnavailable:
        return []


def _row(hit: Hit, labels: dict[str, Any]) -> dict[str, Any]:
    return {"hit": hit, "kind": labels.get(hit.kind, "")}


def _labels() -> dict[str, Any]:
    return {searchable.kind: searchable.label for searchable in searchables}
