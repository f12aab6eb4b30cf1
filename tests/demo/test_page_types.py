"""Every page type: served in each language, within its number of queries, creatable only where it belongs."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Page

from pages.models import BasePage
from tests.demo_site import demo_pages

pytestmark = pytest.mark.django_db

# At most this many queries once a process is warm (quality.md allows 12 for home and index pages, 16 for others).
QUERIES = {
    "HomePage": 12,
    "ServiceIndexPage": 10,
    "AlphabeticalIndexPage": 9,
    "ServiceCategoryPage": 10,
    "ServicePage": 11,
    "ServicePackageIndexPage": 9,
    "ServicePackagePage": 11,
    "AudiencePage": 10,
    "EServiceIndexPage": 11,
    "ContactPage": 11,
    "NewsIndexPage": 10,
    "NewsPage": 11,
    "UnitIndexPage": 9,
    "UnitPage": 14,
    "StaffDirectoryPage": 12,
    "ContentPage": 11,
    "AccessibilityStatementPage": 10,
}
PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def test_every_page_type_has_its_number_of_queries() -> None:
    assert set(QUERIES) == {model.__name__ for model in PAGE_TYPES}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_page_is_served_within_its_queries(
    demo_site: None, client: Client, count_queries: Callable, model: type[Page], language: str
) -> None:
    pages = demo_pages(model, language)
    assert pages, f"the demo has no {model.__name__} in {language}"
    for page in pages[:3]:
        address = page.get_url()
        assert client.get(address).status_code == 200
        with count_queries(QUERIES[model.__name__]):
            response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Language"] == language
        assert page.title in response.content.decode()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_type_tells_editors_what_it_is_for(model: type[Page]) -> None:
    assert model.get_page_description()
    assert str(model._meta.verbose_name)[0].islower()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_type_has_a_preview_that_renders(demo_site: None, model: type[Page]) -> None:
    page = demo_pages(model, "sv")[0]
    response = page.make_preview_request()
    assert response.status_code == 200
    assert page.title in response.content.decode()
