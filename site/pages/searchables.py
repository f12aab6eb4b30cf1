"""What the search index holds of the plain page types."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.rich_text import get_text_for_indexing

from core.registries import Searchable, SearchDocument, searchables
from pages.models import AccessibilityStatementPage, ContentPage, StaffDirectoryPage, UnitPage


def text_of(value: Any) -> str:
    """Return the plain text of rich text or a stream."""
    if isinstance(value, StreamValue):
        return " ".join(str(part) for part in value.stream_block.get_searchable_content(value))
    return " ".join(get_text_for_indexing(str(value or "")).split())


def page_document(page: Any, *texts: Any, keywords: str = "") -> SearchDocument | None:
    """Return a page's document, None when the public may not see it."""
    if not page.live or page.get_view_restrictions().exists():
        return None
    return SearchDocument(
        title=page.title,
        url=page.get_url() or "",
        introduction=page.introduction,
        body=" ".join(filter(None, (text_of(text) for text in texts))),
        keywords=keywords,
        owner=page.owner_unit.name_in(page.locale.language_code) if page.owner_unit else "",
    )


def _statement(page: AccessibilityStatementPage) -> SearchDocument | None:
    return page_document(page, page.how_accessible, page.report_problem, page.inaccessible_content, page.testing)


searchables.register(Searchable(ContentPage, "page", _("Information"), lambda page: page_document(page, page.body)))
searchables.register(
    Searchable(
        UnitPage, "unit", _("Unit"), lambda page: page_document(page, page.mandate, page.authorities), weight=1.1
    )
)
searchables.register(Searchable(StaffDirectoryPage, "page", _("Information"), page_document))
searchables.register(Searchable(AccessibilityStatementPage, "page", _("Information"), _statement))
