"""wagtail-localize by our rules: the tree stays whole, nothing goes live untranslated (traps.md)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree

from home.models import HomePage
from pages.models import ContentPage
from services.models import ServiceCategoryPage, ServicePage
from tests.factories.pages import (
    ContentPageFactory,
    ServiceCategoryPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nb() -> Locale:
    return Locale.objects.get(language_code="nb")


@pytest.fixture
def service(home: HomePage) -> ServicePage:
    index = ServiceIndexPageFactory(parent=home)
    category = ServiceCategoryPageFactory(parent=index, title="Bygga", slug="bygga")
    return ServicePageFactory(
        parent=category, title="Bygglov", slug="bygglov", conditions="<p>Du ska ha en ritning.</p>", processing_max=10
    )


def problems() -> list[list[int]]:
    return [found for found in Page.find_problems() if found]


def test_translating_a_subtree_of_three_levels_leaves_the_tree_whole(home: HomePage, nb: Locale) -> None:
    top = ContentPageFactory(parent=home, title="Om", slug="om")
    middle = ContentPageFactory(parent=top, title="Mitten", slug="mitten")
    ContentPageFactory(parent=middle, title="Längst ned", slug="langst-ned")
    ContentPageFactory(parent=middle, title="Syskon", slug="syskon")

    translate_page_subtree(home.pk, [nb], None, None)

    translated = ContentPage.objects.filter(locale=nb)
    assert {page.title: page.numchild for page in translated} == {
        "Om": 1,
        "Mitten": 2,
        "Längst ned": 0,
        "Syskon": 0,
    }
    assert problems() == []


def test_a_page_sent_for_translation_is_a_draft(service: ServicePage, nb: Locale) -> None:
    translate_object(service.get_parent().get_parent().specific, [nb])
    translate_object(service.get_parent().specific, [nb])
    translate_object(service, [nb])
    translated = ServicePage.objects.get(locale=nb)
    assert not translated.live
    assert translated.processing_max == 10
    assert ServiceCategoryPage.objects.get(locale=nb).numchild == 1
    assert problems() == []


def test_publishing_a_translation_keeps_the_children(
    service: ServicePage, nb: Locale, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    category = service.get_parent().specific
    for page in (category.get_parent().specific, category, service):
        translate_object(page, [nb])
    source = TranslationSource.objects.get(object_id=category.translation_key)
    translation = Translation.objects.get(source=source, target_locale=nb)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=nb,
            context=segment.context,
            data=f"nb {segment.string.data}",
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    translated = ServiceCategoryPage.objects.get(locale=nb)
    assert translated.live
    assert translated.title == "nb Bygga"
    assert translated.get_children().count() == 1
    assert problems() == []


def test_what_is_a_value_follows_the_source_and_what_is_words_is_offered(service: ServicePage, nb: Locale) -> None:
    source, _created = TranslationSource.get_or_create_from_instance(service)
    offered = {segment.context.path.partition(".")[0] for segment in source.stringsegment_set.all()}
    assert {"title", "introduction", "conditions"} <= offered
    assert not offered & {"processing_max", "source_id", "availability", "map_url"}
