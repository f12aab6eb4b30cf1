"""Visitors read one language: on Swedish and Norwegian pages the words around the content hold no English."""

import pytest
from django.test import Client
from wagtail.models import get_page_models

from tests.core.untranslated import english_texts, untranslated_lookups

pytestmark = pytest.mark.django_db
SEARCHES = {
    "sv": ["/sok/", "/sok/?q=bygglov", "/sok/?q=qqxyzzy", "/sok/?page=1e9", "/finns-inte/"],
    "nb": ["/nb/sok/", "/nb/sok/?q=byggesak", "/nb/sok/?q=qqxyzzy", "/nb/finnes-ikke/"],
}


@pytest.mark.parametrize("language", ["sv", "nb"])
@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_a_page_type_says_nothing_in_english(demo_site: None, client: Client, model: type, language: str) -> None:
    page = model.objects.live().filter(locale__language_code=language, depth__gt=1).first()
    if page is None or not page.get_url():
        pytest.skip("not in this language")
    with untranslated_lookups(language) as missing:
        html = client.get(page.get_url()).content.decode()
    assert missing == set()
    assert english_texts(html, language) == set()


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_search_and_what_does_not_exist_say_nothing_in_english(demo_site: None, client: Client, language: str) -> None:
    english = set()
    with untranslated_lookups(language) as missing:
        for address in SEARCHES[language]:
            english |= english_texts(client.get(address).content.decode(), language)
    assert missing == set()
    assert english == set()


def test_the_language_switch_says_in_the_other_language_that_a_page_is_not_translated(
    demo_site: None, client: Client
) -> None:
    html = client.get("/tjanster/bygga-bo-och-miljo/radon/").content.decode()
    assert "Denne siden finnes ikke på norsk. Lenken går til forsiden." in html
    assert "This page does not exist in this language. The link goes to the home page." in html
    assert 'lang="nb"' in html
    assert 'hreflang="nb"' in html
    assert "Den här sidan finns inte på svenska" not in html
