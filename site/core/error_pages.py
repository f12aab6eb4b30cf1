"""Error pages that still work when the database, the session or the page templates do not."""

import logging

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
    """Return an error page in the visitor's language; `<status>.html` needs neither request nor database.

    `reason` is a sentence that takes the place of the template's own explanation.
    """
    language = getattr(request, "LANGUAGE_CODE", None) or language_of_path(request.path_info)
    with translation.override(language):
        try:
            content: str = render_to_string(template or f"{int(status)}.html", {"reason": reason})
        except Exception:  # the page that tells of an error must not raise another one
            logger.exception("error page could not be rendered")
            content = _last_resort(language, reason)
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _last_resort(language: str, reason: str) -> str:
    """Return a page of bare HTML: what happened and whom to call."""
    municipality = settings.MUNICIPALITY
    name = municipality.name_in(language)
    heading = _("The page cannot be shown right now")
    text = reason or _("Try again in a few minutes, or call us.")
    return format_html(
        LAST_RESORT, language, heading, name, heading, text, name, municipality.telephone, municipality.email
    )
