"""Error pages that still work when the database, the session or the page templates do not."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.language import language_of_path

logger = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html>
<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{} – {}</title></head>
<body><main><h1>{}</h1><p>{}</p><p>{}: {}, {}</p></main></body></html>
"""


def static_error_page(request: HttpRequest, status: int, *, template: str = "", reason: str = "") -> HttpResponse:
    """Return an error page in the visitor's language from a template that needs neither request nor database."""
    language = language_of_path(request.path_info)
    with translation.override(language):
        heading, text = words_of(status)
        context = {
            "status": status,
            "heading": heading,
            "reason": reason or text,
            "LANGUAGE_CODE": language,
            "municipality": settings.MUNICIPALITY,
        }
        try:
            content = render_to_string(template or f"{status}.html", context)
        except Exception:  # the page that tells of an error must not raise another one
            logger.exception("error page could not be rendered")
            content = _last_resort(language, heading, reason or text)
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def words_of(status: int) -> tuple[str, str]:
    """Return heading and explanation of an error in the current language."""
    words = {
        HTTPStatus.BAD_REQUEST: (
            _("We could not read the request"),
            _("The address or the form holds something we cannot read. Go back and try again."),
        ),
        HTTPStatus.REQUEST_URI_TOO_LONG: (
            _("The address is too long"),
            _("Shorten your search or follow a link on the site instead."),
        ),
        HTTPStatus.TOO_MANY_REQUESTS: (
            _("Too many attempts"),
            _("You have tried too many times. Wait five minutes, then try again."),
        ),
        HTTPStatus.FORBIDDEN: (
            _("You may not see this page"),
            _("Sign in as somebody with the right to see it, or go back."),
        ),
    }
    otherwise = (
        _("Something went wrong with us"),
        _("It is not your fault. Try again in a few minutes, or call us."),
    )
    return words.get(HTTPStatus(status), otherwise)


def _last_resort(language: str, heading: str, text: str) -> str:
    municipality = settings.MUNICIPALITY
    name = municipality.name_in(language)
    return format_html(
        LAST_RESORT, language, heading, name, heading, text, name, municipality.telephone, municipality.email
    )
