"""The crisis addresses when no file answers them: in peace, and for messages of what is over."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from crisis.feeds.cap import alert_xml
from crisis.feeds.files import CAP_TYPE, feed, rendered
from crisis.feeds.frozen import find_message
from crisis.feeds.live import live_state, live_version
from crisis.front_door.prepared_answer import CACHE
from crisis.rendering.addresses import home_path
from crisis.rendering.rendered import Rendered
from crisis.rendering.site import render_page
from crisis.rendering.words import languages as languages_with_words


@require_safe
def feed_view(request: HttpRequest) -> HttpResponse:
    """Answer a feed from the files; what they leave out is made of what they say, without the database."""
    return _from_files(request.path) or _answer(
        feed(request.path, live_state(), base_url=settings.BASE_URL, at=timezone.now())
    )


@require_safe
def cap_message(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer a CAP message with the words it was sent with, also long after the event; 404 for what was not public."""
    answer = _from_files(request.path)
    if answer is not None:
        return answer
    event = find_message(identifier, live_state())
    if event is None:
        raise Http404
    return _answer(rendered(alert_xml(event, base_url=settings.BASE_URL), CAP_TYPE))


@require_safe
def language_page(request: HttpRequest, tag: str) -> HttpResponse:
    """Answer the crisis page in a language; one that no text is in gets the source's, and peace says so."""
    answer = _from_files(request.path)
    if answer is not None:
        return answer
    if tag not in {*settings.MUNICIPALITY.languages, *languages_with_words()}:
        raise Http404
    state = live_state()
    if state.public:
        event, *others = state.public
        timed = bool(state.number)
        answer = _answer(render_page(event, tag, others=others, base_url=settings.BASE_URL, is_timed=timed))
        answer["Cache-Control"] = CACHE
        return answer
    language = tag if tag in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE
    with translation.override(language):
        context = {"home_url": home_path(language)}
        return HttpResponse(render_to_string("crisis/peace.html", context, request))


def _from_files(path: str) -> HttpResponse | None:
    """Return what the live version holds at a path. The front door has done so before, where it stands."""
    version = live_version()
    page = version.pages.get(path) if version else None
    if page is None:
        return None
    return HttpResponse(
        page.bodies["identity"], content_type=page.content_type, headers={**page.headers, "ETag": page.etag}
    )


def _answer(answer: Rendered) -> HttpResponse:
    return HttpResponse(answer.body, content_type=answer.content_type, headers=dict(answer.headers))
