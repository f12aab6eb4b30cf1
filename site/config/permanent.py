"""Permanent addresses: /id/<type>/<uid> leads to the page about a thing, wherever it now stands (D19)."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from news.models import NewsPage
from pages.models import UnitPage
from services.models import ServicePage

SEE_OTHER = 303

PAGES: dict[str, Callable[[UUID], PageQuerySet]] = {
    "page": lambda uid: Page.objects.filter(translation_key=uid),
    "service": lambda uid: ServicePage.objects.filter(translation_key=uid),
    "news": lambda uid: NewsPage.objects.filter(translation_key=uid),
    "unit": lambda uid: UnitPage.objects.filter(owner_unit__uid=uid),
}


@require_safe
def see_other(request: HttpRequest, kind: str, uid: str) -> HttpResponseRedirect:
    """Lead to the published page, in the site's first language that has it; the thing itself is not a document."""
    try:
        found = PAGES[kind](UUID(uid))
    except (KeyError, ValueError) as problem:
        raise Http404 from problem
    pages = found.live().public().select_related("locale").order_by("path")
    order = {code: place for place, code in enumerate(settings.MUNICIPALITY.languages)}
    urls = [(order.get(page.locale.language_code, len(order)), page.get_url()) for page in pages]
    reachable = sorted((pair for pair in urls if pair[1]), key=lambda pair: pair[0])
    if not reachable:
        raise Http404
    return HttpResponseRedirect(reachable[0][1], status=SEE_OTHER, headers={"Access-Control-Allow-Origin": "*"})
