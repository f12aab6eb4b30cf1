"""An event as schema.org SpecialAnnouncement, for search engines and assistants. A drill is never announced."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from core.structured_data import without_empty
from crisis.content import Event
from crisis.feeds.cap import moment
from crisis.feeds.wording import headline, newest_update, one_line, page_url, paragraphs


def special_announcement(event: Event, language: str, *, base_url: str) -> dict[str, Any]:
    """Return the thing in a language, empty for a drill; `core.structured_data.microdata` writes it into a page."""
    if event.drill or event.is_private:
        return {}
    tag, text = event.text(language)
    url = page_url(event, tag, base_url)
    name = settings.MUNICIPALITY.name_in(tag)
    thing: dict[str, Any] = without_empty(
        {
            "@type": "SpecialAnnouncement",
            "@id": f"{url}#{event.uid}",
            "name": headline(event, tag),
            "text": "\n\n".join([*paragraphs(event, tag), *map(one_line, text.do_now)]),
            "abstract": one_line(newest_update(event, tag)),
            "inLanguage": tag,
            "url": url,
            "datePosted": moment(event.started_at),
            "dateModified": moment(event.changed_at),
            "spatialCoverage": {"@type": "AdministrativeArea", "name": name},
            "publisher": {
                "@type": "GovernmentOrganization",
                "@id": f"{base_url}/#municipality",
                "name": name,
                "url": f"{base_url}/",
            },
        }
    )
    return thing
