"""The public archive: what was on, and each event's timeline, in every language of the site."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import absolute
from crisis.content import SERIOUS, Event
from crisis.models import CrisisEvent
from crisis.rendering.addresses import home_path
from crisis.rendering.pieces import Piece, chosen
from crisis.rendering.words import words

PAGE_SIZE = 20


def archive_url(language: str, uid: object = None) -> str:
    """Return the address of the archive, or of one event's timeline in it."""
    return f"{home_path(language)}kris/arkiv/" + (f"{uid}/" if uid else "")


@require_safe
def archive_list(request: HttpRequest, language: str) -> HttpResponse:
    """Show what is over, the latest first; drills are marked as such."""
    events = CrisisEvent.objects.ended().public()
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "items": page,
        "entries": [_entry(row, language) for row in page],
        "language_urls": {code: archive_url(code) for code in settings.MUNICIPALITY.languages},
        "canonical": absolute(archive_url(language)),
    }
    return render(request, "crisis/archive.html", context)


@require_safe
def archive_event(request: HttpRequest, language: str, uid: uuid.UUID) -> HttpResponse:
    """Show one event's timeline, also while it is still on; 404 for what the public never saw."""
    row = CrisisEvent.objects.public().filter(Q(ended_at__isnull=False) | Q(level__gte=SERIOUS), uid=uid).first()
    if row is None:
        raise Http404
    event = row.said
    lang, text = event.text(language)
    context = {
        **_entry(row, language),
        "row": row,
        "text_lang": lang,
        "happened": Piece(text.happened, lang, language),
        "affected": Piece(text.affected, lang, language),
        "do_now": [Piece(item, lang, language) for item in text.do_now],
        "updates": _updates(event, language),
        "words": words(language).texts,
        "language_urls": {code: archive_url(code, uid) for code in settings.MUNICIPALITY.languages},
        "archive_url": archive_url(language),
        "canonical": absolute(archive_url(language, uid)),
    }
    return render(request, "crisis/archive_event.html", context)


def _entry(row: CrisisEvent, language: str) -> dict[str, Any]:
    """Return an event as lists show it, its headline in the best language there is."""
    lang, text = row.said.text(language)
    return {
        "headline": Piece(text.headline, lang, language),
        "url": archive_url(language, row.uid),
        "drill_word": words(language).texts["drill"] if row.is_drill else "",
        "started_at": timezone.localtime(row.started_at),
        "ended_at": timezone.localtime(row.ended_at) if row.ended_at else None,
        "end": row.get_end_display() if row.end not in {"", CrisisEvent.End.OVER} else "",
    }


def _updates(event: Event, language: str) -> list[dict[str, Any]]:
    return [
        {"at": timezone.localtime(update.at), "text": chosen(update.texts, (language, event.source), language)}
        for update in event.updates
    ]
