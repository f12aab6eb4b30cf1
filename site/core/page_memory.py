"""Rendered public pages, remembered by each process until anything that pages may show has changed.

A remembered page costs one query, for the site's version. It is never out of date: the version is raised in the same
transaction as the change, and what depends on the clock ("open now") is rendered anew every minute.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from accounts.paths import has_staff_cookie, is_staff_path
from core.middleware.caching import PUBLIC
from core.models import JobRun, SiteVersion, TorgetRendition
from core.registries import page_keys

# What public pages never show. Anything else raises the version, models of apps to come included. What pages show of a
# crisis is told apart by registries.page_keys: a switch must not wait for an editor who holds the version's row.
UNSEEN_APPS = {
    "account", "accounts", "admin", "auth", "contenttypes", "crisis", "demo", "django_tasks_db", "mfa", "outbox",
    "search", "sessions", "taggit", "wagtail_localize", "wagtailadmin", "wagtailcore", "wagtailsearch", "wagtailusers",
}  # fmt: skip
UNSEEN = (JobRun, SiteVersion, TorgetRendition)
SEEN = (Page, Site, Locale, PageViewRestriction)


def is_seen(model: type[models.Model]) -> bool:
    """Tell whether a change to this model may change a public page."""
    if model._meta.apps is not apps:  # a model as migrations see it
        return False
    if issubclass(model, SEEN):
        return True
    return model._meta.app_label not in UNSEEN_APPS and not issubclass(model, UNSEEN)


def note_change(sender: Any, **kwargs: Any) -> None:
    """Raise the version when something visible was saved, deleted or moved."""
    if not kwargs.get("raw") and is_seen(sender):
        SiteVersion.raise_number()


def connect() -> None:
    """Listen for every change."""
    for signal in (post_save, post_delete, m2m_changed, post_page_move):
        signal.connect(note_change, dispatch_uid="core.page_memory")


class PageMemoryMiddleware:
    """Answers from memory what would be the same bytes anyway: public pages asked for without a query string."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[tuple[Any, ...], tuple[HttpResponse, Any]] = OrderedDict()
        self.lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or let the page be made and remember it."""
        if not settings.REMEMBERED_PAGES or not may_be_remembered(request):
            return self.get_response(request)
        key = (
            SiteVersion.current(),
            int(time.time() // 60),
            request.get_host(),
            request.scheme,
            request.path,
            *(page_key() for page_key in page_keys),
            "gzip" in request.headers.get("Accept-Encoding", ""),
        )
        with self.lock:
            known = self.pages.get(key)
        if known is not None:
            return self._again(request, *known)
        response = self.get_response(request)
        if is_page(response):
            self._remember(key, response, request.resolver_match)
        return response

    def _again(self, request: HttpRequest, page: HttpResponse, match: Any) -> HttpResponse:
        """Return a copy of a remembered page, or that the visitor's own copy is still good."""
        request.resolver_match = match
        response = HttpResponse(page.content, status=page.status_code, headers=dict(page.headers))
        return get_conditional_response(request, etag=page.headers["ETag"], response=response) or response

    def _remember(self, key: tuple[Any, ...], response: HttpResponse, match: Any) -> None:
        with self.lock:
            self.pages[key] = (response, match)
            while len(self.pages) > settings.REMEMBERED_PAGES:
                self.pages.popitem(last=False)


def may_be_remembered(request: HttpRequest) -> bool:
    """Tell whether the answer can be the same for everybody: asked for by nobody in particular."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not has_staff_cookie(request)
        and "HTTP_AUTHORIZATION" not in request.META
        and not is_staff_path(request)
    )


def is_page(response: HttpResponse) -> bool:
    """Tell whether an answer is a whole public page."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and response.headers.get("Cache-Control") == PUBLIC
        and response.has_header("ETag")
        and not response.cookies
    )
