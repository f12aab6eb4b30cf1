"""A small site in three languages."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from pages.models import ContentPage


@pytest.fixture
def small_site(db):
    """Home pages in sv, nb and en; one translated section with a Swedish-only page below it."""
    cache.clear()
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("sv", "nb", "en")}
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(pk=root.pk)
    homes, sections, key, section_key = {}, {}, None, None
    for code, slug in (("sv", "tjanster"), ("nb", "tjenester"), ("en", "services")):
        homes[code] = HomePage(title=f"Hem {code}", slug=f"home-{code}", locale=locales[code])
        if key:
            homes[code].translation_key = key
        root.add_child(instance=homes[code])
        sections[code] = ContentPage(title=f"Section {code}", slug=slug, locale=locales[code])
        if section_key:
            sections[code].translation_key = section_key
        homes[code].add_child(instance=sections[code])
        key, section_key = homes[code].translation_key, sections[code].translation_key
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": homes["sv"]}
    )
    Site.clear_site_root_paths_cache()
    swedish = ContentPage(title="Simhallen", slug="simhall", locale=locales["sv"])
    sections["sv"].add_child(instance=swedish)
    return SimpleNamespace(homes=homes, sections=sections, swedish=swedish, locales=locales)
