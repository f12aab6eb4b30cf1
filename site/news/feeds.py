"""The news as Atom (RFC 4287), one feed a list of news."""

import datetime
import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from core.addresses import absolute
from news.models import NewsIndexPage, NewsPage
from pages.serving import find_page

ENTRIES = 20
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
SHARED = {"Access-Control-Allow-Origin": "*"}


class NewsFeed(Atom1Feed):
    """Says when it was last changed by its entries, so that it is the same bytes until one changes."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime.datetime:
        """Return when the newest entry, or the list of an empty feed, was changed."""
        return self.feed["changed"]


@require_safe
def news_feed(request: HttpRequest, path: str) -> HttpResponse:
    """Answer the feed of the list of news at a path; 404 when another page, or none, stands there."""
    page = find_page(path)
    index = page.specific if page is not None else None
    if not isinstance(index, NewsIndexPage) or index.get_view_restrictions().exists():
        raise Http404
    feed = build_feed(index, list(NewsPage.objects.child_of(index).public().latest()[:ENTRIES]))
    return HttpResponse(feed.writeString("utf-8"), content_type=NewsFeed.content_type, headers=SHARED)


def build_feed(index: NewsIndexPage, items: list[NewsPage]) -> NewsFeed:
    """Return the feed; its id and its entries' stay when pages move or the site gets another address."""
    language = index.locale.language_code
    municipality = settings.MUNICIPALITY.name_in(language)
    url = absolute(index.get_url())
    feed = NewsFeed(
        title=f"{index.title} – {municipality}",
        link=url,
        description=None,
        subtitle=index.introduction or None,
        language=language,
        feed_url=f"{url}atom.xml",
        feed_guid=stable_id(index),
        author_name=municipality,
        changed=max(changed_at(page) for page in (items or [index])),
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=absolute(item.get_url()),
            description=escape(item.introduction or item.search_description or item.title),
            unique_id=stable_id(item),
            pubdate=timezone.make_aware(datetime.datetime.combine(item.published_on, datetime.time())),
            updateddate=changed_at(item),
        )
    return feed


def changed_at(page: NewsPage | NewsIndexPage) -> datetime.datetime:
    """Return when a page was last published; one that an import made may only know when it was saved."""
    return page.last_published_at or page.first_published_at or page.latest_revision_created_at or EPOCH


def stable_id(page: NewsPage | NewsIndexPage) -> str:
    """Return an id of the page in its language: translations are entries of their own."""
    return uuid.uuid5(page.translation_key, page.locale.language_code).urn
