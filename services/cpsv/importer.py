"""Writing what a file says into draft pages; what an editor has changed since is left alone."""

import hashlib
import html
import json
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from rdflib.term import Node
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Locale

from services.cpsv.fields import page_fields, stored
from services.cpsv.files import read_graph
from services.cpsv.places import Places, free_slug
from services.cpsv.reader import read_services
from services.cpsv.records import ServiceRecord
from services.cpsv.report import Report
from services.models import ServicePage

WRITTEN = (
    "title", "introduction", "for_residents", "for_businesses", "for_associations", "for_press", "conditions",
    "before_you_start", "what_you_get", "rights_and_duties", "is_free", "fees", "fees_note", "processing_min",
    "processing_max", "processing_unit", "processing_note", "channels", "laws", "provider_level", "provider_name",
    "provider_url", "subject_words", "related",
)  # fmt: skip
_BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')
_PERMANENT = re.compile(r"/id/service/([0-9a-f-]{36})$")


def import_file(path: Path, *, source: str, category: str = "", dry_run: bool = False) -> Report:
    """Import all services of a file or none; ImportRefused says why none."""
    report = Report()
    records = read_services(read_graph(path), path, report)
    with transaction.atomic():
        _Import(source, Places(category), report).run(records)
        if dry_run:
            transaction.set_rollback(True)
    return report


@dataclass
class _Draft:
    """A page being imported: `page` as editors would see it, and the fields that the file gives it."""

    record: ServiceRecord
    page: ServicePage
    fields: dict[str, Any]
    is_new: bool


class _Import:
    """One run: first a page for each service and language, then the ties between them, then saving what differs."""

    def __init__(self, source: str, places: Places, report: Report) -> None:
        self.source, self.places, self.report = source, places, report
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.locales = {code: locales[code] for code in settings.MUNICIPALITY.languages if code in locales}
        self.pages: dict[tuple[Node, str], ServicePage] = {}

    def run(self, records: list[ServiceRecord]) -> None:
        """Import the services."""
        known = self._known(records)
        drafts = [draft for record in records for draft in self._drafts(record, known)]
        for draft in drafts:
            draft.fields["related"] = self._related(draft)
            self._settle(draft)

    def _known(self, records: list[ServiceRecord]) -> dict[str, list[ServicePage]]:
        """Return the pages of earlier imports by the service's id; a copy that an editor made comes after its model."""
        ids = [record.source_id for record in records]
        known: dict[str, list[ServicePage]] = {}
        for page in ServicePage.objects.filter(source=self.source, source_id__in=ids).order_by("-pk"):
            known.setdefault(page.source_id, []).append(page)
        return known

    def _drafts(self, record: ServiceRecord, known: dict[str, list[ServicePage]]) -> list[_Draft]:
        """Return a draft in each language that the site has; count the others."""
        if self._is_our_own(record):
            return []
        pages = {page.locale_id: page for page in known.get(record.source_id, [])}
        key = next((page.translation_key for page in pages.values()), self._new_key(record))
        for code in record.title:
            if code not in self.locales:
                self.report.languages[code] += 1
        drafts = [
            self._draft(record, locale, pages.get(locale.pk), key)
            for code, locale in self.locales.items()
            if code in record.title
        ]
        self.pages |= {(record.node, draft.page.locale.language_code): draft.page for draft in drafts}
        return drafts

    def _is_our_own(self, record: ServiceRecord) -> bool:
        """Tell whether the service is a page of this very site: then the page is the original, not the file."""
        uid = public_id(record.source_id)
        if uid is None or not record.source_id.startswith(f"{settings.BASE_URL}/"):
            return False
        if not ServicePage.objects.filter(translation_key=uid, source_id="").exists():
            return False
        self.report.skip(_("%(node)s: comes from this very site, whose page is the original") % {"node": record.node})
        return True

    def _new_key(self, record: ServiceRecord) -> uuid.UUID:
        """Return the public id that a service had at another site of this kind, else a new one."""
        theirs = public_id(record.source_id)
        is_free = theirs is not None and not ServicePage.objects.filter(translation_key=theirs).exists()
        return theirs if theirs is not None and is_free else uuid.uuid4()

    def _draft(self, record: ServiceRecord, locale: Locale, page: ServicePage | None, key: uuid.UUID) -> _Draft:
        fields = page_fields(record, locale.language_code, self.report)
        if page is not None:
            return _Draft(record, page.get_latest_revision_as_object(), fields, is_new=False)
        parent = self.places.category(locale)
        new = ServicePage(
            slug=free_slug(parent, fields["title"]), locale=locale, translation_key=key, source=self.source,
            source_id=record.source_id, live=False, has_unpublished_changes=True, **fields,
        )  # fmt: skip
        parent.add_child(instance=new)
        log(instance=new, action="wagtail.create")
        return _Draft(record, new, fields, is_new=True)

    def _related(self, draft: _Draft) -> str:
        """Return the related services that this file brings, in the page's language."""
        record, code = draft.record, draft.page.locale.language_code
        pages = (self.pages.get((node, code)) for node in record.related if node != record.node)
        ids = dict.fromkeys(page.pk for page in pages if page is not None)
        return stored(record, "service", list(ids))

    def _settle(self, draft: _Draft) -> None:
        """Save a new or a changed page; leave one alone that says the same or that an editor has changed."""
        name = label(draft.page, draft.record)
        imported = self._stored_digest(draft)
        if not draft.is_new:
            current = digest(draft.page)
            for field, value in draft.fields.items():
                setattr(draft.page, field, value)
            if digest(draft.page) == current:
                self.report.unchanged.append(name)
                return
            if current != imported:
                self.report.edited.append(name)
                return
        self._save(draft)
        (self.report.new if draft.is_new else self.report.changed).append(name)

    def _stored_digest(self, draft: _Draft) -> str:
        """Return what the last import wrote; an old revision that an editor went back to has an older one."""
        return "" if draft.is_new else ServicePage.objects.values_list("source_digest", flat=True).get(pk=draft.page.pk)

    def _save(self, draft: _Draft) -> None:
        """Save as an editor's draft would be: what is published stays until somebody publishes the change."""
        page = draft.page
        for field, value in draft.fields.items():
            setattr(page, field, value)
        page.source_digest = digest(page)
        ServicePage.objects.filter(pk=page.pk).update(source_digest=page.source_digest)
        if not page.live:
            page.save()
        page.save_revision(log_action=not draft.is_new)


def public_id(address: str) -> uuid.UUID | None:
    """Return the id in a permanent address of a site of this kind."""
    found = _PERMANENT.search(address)
    try:
        return uuid.UUID(found[1]) if found else None
    except ValueError:
        return None


def label(page: ServicePage, record: ServiceRecord) -> str:
    """Return how a message names a page."""
    return f"{page.title} ({page.locale.language_code}), {record.source_id}"


def digest(page: ServicePage) -> str:
    """Return a fingerprint of what an import writes, blind to what the editor's form does to it on its own."""
    content = {name: _plain(getattr(page, name)) for name in WRITTEN}
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return [{"type": row["type"], "value": row["value"]} for row in value.get_prep_value()]
    # The editor gives paragraphs keys, writes fewer entities and keeps an empty paragraph where there is no text.
    return html.unescape(_BLOCK_KEY.sub("", value).replace("<p></p>", "")) if isinstance(value, str) else value
