"""A small site in three languages."""

from types import SimpleNamespace

import pytest

from pages.models import ContentPage


@pytest.fixture
def small_site(homes):
    """Home pages in sv, nb and en; a section in all three with a page below it that exists in Swedish only."""
    sections = {}
    for code, slug in (("sv", "tjanster"), ("nb", "tjenester"), ("en", "services")):
        section = ContentPage(title=f"Section {code}", slug=slug, locale=homes[code].locale)
        if sections:
            section.translation_key = sections["sv"].translation_key
        sections[code] = homes[code].add_child(instance=section)
    swedish = sections["sv"].add_child(
        instance=ContentPage(title="Simhallen", slug="simhall", locale=homes["sv"].locale)
    )
    locales = {code: home.locale for code, home in homes.items()}
    return SimpleNamespace(homes=homes, sections=sections, swedish=swedish, locales=locales)
