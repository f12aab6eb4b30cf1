"""Reads for the search page."""

from wagtail.models import Page

# The page types, by name since their apps lie above this one, that help those who found nothing.
NEXT_STEPS = {
    "a_to_z": ("services", "alphabeticalindexpage"),
    "contact": ("feedback", "contactpage"),
    "e_services": ("eforms", "eserviceindexpage"),
}


def next_steps(language: str) -> dict[str, Page]:
    """Return the A-Ö page, the contact page and the list of e-services of a language, as far as they are published."""
    models = [model for _, model in NEXT_STEPS.values()]
    pages = (
        Page.objects.live()
        .public()
        .filter(locale__language_code=language, content_type__model__in=models)
        .select_related("content_type")
    )
    by_type = {(page.content_type.app_label, page.content_type.model): page for page in pages}
    return {name: by_type[kind] for name, kind in NEXT_STEPS.items() if kind in by_type}
