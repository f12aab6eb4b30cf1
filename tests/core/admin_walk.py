"""Walks through the admin as a member of staff: everything a link leads to, one page of each kind of view."""

import html
import json
import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page, get_page_models

LINK = re.compile(r"""["'](/admin/[^"'#\s\\]*)""")
# Views that change something on GET, end the session, or are not for people.
SHUNNED = ("logout", "unlock", "jsi18n", "sprite", "/api/", "editing-sessions", "serve", "/preview/")
OF_A_PAGE = (
    "edit", "delete", "unpublish", "move", "copy", "usage", "privacy", "history", "workflow_history",
    "revisions/compare/earliest...latest",
)  # fmt: skip


def page_views() -> Iterator[str]:
    """Yield the views of one Swedish page of each type, and of one Norwegian translation."""
    for model in get_page_models():
        page = model.objects.filter(locale__language_code="sv", depth__gt=1).order_by("-path").first()
        if page is None:
            continue
        yield f"/admin/pages/{page.pk}/edit/"
        yield f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{page.get_parent().pk}/"
    service = Page.objects.filter(locale__language_code="sv", content_type__model="servicepage").last()
    translated = Page.objects.filter(locale__language_code="nb", content_type__model="servicepage").last()
    for page in (service, translated):
        yield from (f"/admin/pages/{page.pk}/{view}/" for view in OF_A_PAGE)
        yield f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/revert/"
    yield f"/admin/localize/submit/page/{service.pk}/"
    yield f"/admin/localize/page/{translated.pk}/convert_to_alias/"


def kind_of_view(address: str) -> tuple[object, ...] | None:
    """Return what makes two addresses the same kind of view, None for one that leads nowhere."""
    try:
        match = resolve(address.split("?")[0])
    except Resolver404:
        return None
    return match.namespace, match.url_name, *(value for value in match.kwargs.values() if not str(value).isdigit())


def walk(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Yield each address with its answer: the views of pages, then one of every kind of view that is linked."""
    wanted = ["/admin/", *page_views()]
    given = set(wanted)
    seen: set[object] = set()
    while wanted:
        address = wanted.pop(0)
        kind = kind_of_view(address)
        known = address in seen or (kind in seen and address not in given)
        if kind is None or known or any(part in address for part in SHUNNED):
            continue
        seen |= {kind, address}
        response = client.get(address)
        if response.status_code == 302:
            wanted.append(response["Location"])
        elif response.status_code == 200 and not response.streaming:
            yield address, response
            wanted += LINK.findall(html.unescape(text_of(response)).replace("\\/", "/").replace("\\u0026", "&"))


def text_of(response: HttpResponse) -> str:
    """Return the markup of a page, also of one that comes inside JSON (choosers, dialogs); empty for files."""
    kind = response.get("Content-Type", "")
    if "json" in kind:
        data = json.loads(response.content)
        return data.get("html", "") if isinstance(data, dict) else ""
    return response.content.decode() if "html" in kind else ""
