"""The form of a page refuses addresses at which nobody would see the page."""

import pytest

from pages.models import ContentPage

pytestmark = pytest.mark.django_db


def errors_of_slug(parent, slug):
    """Return what the form says about a slug below a parent."""
    page = ContentPage(title="Sida", slug=slug, locale=parent.locale)
    form_class = ContentPage.get_edit_handler().get_form_class()
    form = form_class({"title": "Sida", "slug": slug, "body-count": "0"}, instance=page, parent_page=parent)
    form.is_valid()
    return form.errors.get("slug", [])


@pytest.mark.parametrize(("language", "slug"), [("sv", "start"), ("sv", "sok"), ("nb", "sok"), ("en", "search")])
def test_an_address_that_the_site_uses_itself_is_refused(homes, language, slug):
    assert len(errors_of_slug(homes[language], slug)) == 1


@pytest.mark.parametrize(("language", "slug"), [("sv", "search"), ("sv", "lekplatser"), ("en", "sok")])
def test_any_other_address_is_free(homes, language, slug):
    assert errors_of_slug(homes[language], slug) == []


def test_below_another_page_the_same_word_is_free(homes):
    section = homes["sv"].add_child(instance=ContentPage(title="Om oss", slug="om-oss", locale=homes["sv"].locale))
    assert errors_of_slug(section, "sok") == []
