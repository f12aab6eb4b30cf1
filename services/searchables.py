"""What the search index holds of services, life events and target groups."""

from django.utils.translation import gettext_lazy as _

from core.registries import Searchable, SearchDocument, searchables
from pages.searchables import page_document
from services.models import AudiencePage, ServiceCategoryPage, ServicePackagePage, ServicePage


def service_document(page: ServicePage) -> SearchDocument | None:
    """Return the document of a service; one that is no longer offered is not found."""
    if page.availability == ServicePage.Availability.ENDED:
        return None
    texts = (
        page.target_group,
        page.conditions,
        page.before_you_start,
        page.procedure,
        page.what_you_get,
        page.special_cases,
        page.guarantee,
        page.rights_and_duties,
        page.provider_name,
        page.desk_help,
    )
    return page_document(page, *texts, keywords=f"{page.subject_words}, {page.synonyms}")


searchables.register(Searchable(ServicePage, "service", _("Service"), service_document, weight=1.5))
searchables.register(
    Searchable(
        ServicePackagePage,
        "life_event",
        _("Life event"),
        lambda page: page_document(page, page.groups, page.checklist),
        weight=1.2,
    )
)
searchables.register(Searchable(ServiceCategoryPage, "category", _("Service category"), page_document, weight=1.2))
searchables.register(Searchable(AudiencePage, "page", _("Information"), lambda page: page_document(page, page.body)))
