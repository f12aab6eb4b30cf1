"""Pages for what went wrong, in the visitor's language and with a way on."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.error_pages import static_error_page
from pages.other_languages import suggest
from search.addresses import search_url
from services.models import AlphabeticalIndexPage

RETRY_AFTER = "5"  # seconds


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 without repeating what was sent."""
    return static_error_page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return static_error_page(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a staff form whose token is missing or old; Django's reason stays out of the page."""
    words = _("The page was open for too long. Go back, reload it and try again.")
    return static_error_page(request, HTTPStatus.FORBIDDEN, reason=words)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429; allauth calls this when a rate limit is reached."""
    return static_error_page(request, HTTPStatus.TOO_MANY_REQUESTS)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with the page in another language if there is one, the search and the list from A to Ö."""
    language = get_language() or settings.LANGUAGE_CODE
    a_to_z = AlphabeticalIndexPage.objects.live().filter(locale__language_code=language).first()
    context = {
        "suggestion": suggest(request.path_info, language),
        "search_url": search_url(language),
        "a_to_z_url": a_to_z.get_url() if a_to_z else None,
    }
    return render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the database is away: then it is worth coming back in a moment."""
    if not isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return static_error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    response = static_error_page(request, HTTPStatus.SERVICE_UNAVAILABLE, template="500.html")
    response.headers["Retry-After"] = RETRY_AFTER
    return response
