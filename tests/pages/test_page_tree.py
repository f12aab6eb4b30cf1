"""Which page may stand where."""

import pytest
from django.apps import apps
from wagtail.models import Page

from home.models import HomePage
from pages.models import BasePage

pytestmark = pytest.mark.django_db
PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def test_no_page_but_home_stands_at_the_root_of_the_tree(homes: dict[str, HomePage]) -> None:
    root = Page.objects.get(depth=1)
    assert [model for model in PAGE_TYPES if model.can_create_at(root)] == [HomePage]


def test_page_types_are_created_where_they_belong() -> None:
    allowed = {
        model.__name__: sorted(child.__name__ for child in model.allowed_subpage_models()) for model in PAGE_TYPES
    }
    assert allowed["ServiceIndexPage"] == ["ServiceCategoryPage"]
    assert allowed["ServiceCategoryPage"] == ["ServicePage"]
    assert allowed["ServicePackageIndexPage"] == ["ServicePackagePage"]
    assert allowed["NewsIndexPage"] == ["NewsPage"]
    assert allowed["ServicePage"] == []
    assert "ServicePage" not in allowed["HomePage"]
    assert "NewsIndexPage" in allowed["HomePage"]


def test_only_one_home_page_a_language_and_none_below_it(home: HomePage) -> None:
    assert not HomePage.can_create_at(home)
