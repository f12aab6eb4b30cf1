"""Where the crisis site's pages stand, and where they lead."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from crisis.content import CRISIS, Event

PUBLISHED = "/kris/atom.xml"


def home_path(tag: str) -> str:
    """Return the path of the home page in one of the site's languages."""
    return "/" if tag == settings.MUNICIPALITY.languages[0] else f"/{tag}/"


def ordinary_path(tag: str) -> str:
    """Return the path of the ordinary home page, in the site's first language for those it does not have."""
    return f"{home_path(site_language(tag))}start/"


def site_language(tag: str) -> str:
    """Return the language of the site that a page in this language leads on to."""
    languages = settings.MUNICIPALITY.languages
    return tag if tag in languages else languages[0]


def archive_path(event: Event, tag: str) -> str:
    """Return the path of the event's timeline."""
    return f"{home_path(site_language(tag))}kris/arkiv/{event.uid}/"


def page_path(event: Event, tag: str) -> str:
    """Return the path where an event is shown in a language."""
    if event.is_private:
        return f"/kris/ovning/{event.token}/{tag}/"
    return f"/kris/{tag}/"


def canonical_path(event: Event, tag: str) -> str:
    """Return the path that links lead to: the home page where the event has taken it."""
    if event.level == CRISIS and not event.is_private and tag in settings.MUNICIPALITY.languages:
        return home_path(tag)
    return page_path(event, tag)


def page_languages(events: Iterable[Event]) -> list[str]:
    """Return the languages that have a page: the site's first, then those the texts bring."""
    tags = dict.fromkeys(settings.MUNICIPALITY.languages)
    for event in events:
        tags.update(dict.fromkeys(sorted(event.texts)))
    return list(tags)


def page_paths(event: Event, tag: str) -> list[str]:
    """Return every path at which an event's page in a language stands."""
    paths = [page_path(event, tag)]
    if canonical_path(event, tag) != paths[0]:
        paths.insert(0, canonical_path(event, tag))
    if event.is_private and tag == site_language(event.source):
        paths.append(f"/kris/ovning/{event.token}/")
    return paths
