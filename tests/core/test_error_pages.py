"""Pages for what went wrong help, in the visitor's language."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from core.error_pages import static_error_page
from pages.models import ContentPage
from pages.other_languages import suggest


def suggested(path, language):
    found = suggest(path, language)
    return (found.language_code, found.url, found.title) if found else None


SWIMMING_HALL = ("sv", "/tjanster/simhall/", "Simhallen")


@pytest.mark.parametrize(
    "path",
    [
        "/en/tjanster/simhall/",  # the Swedish address behind /en/
        "/en/services/simhall/",  # translated section, Swedish last part
        "/en/services/simhall",
    ],
)
def test_missing_translation_offers_the_swedish_page(small_site, path):
    assert suggested(path, "en") == SWIMMING_HALL


def test_unpublished_translation_offers_the_swedish_page(small_site):
    draft = ContentPage(
        title="Swimming hall",
        slug="swimming-hall",
        locale=small_site.locales["en"],
        translation_key=small_site.swedish.translation_key,
        live=False,
    )
    small_site.sections["en"].add_child(instance=draft)
    assert suggested("/en/services/swimming-hall/", "en") == SWIMMING_HALL


def test_swedish_address_of_a_norwegian_page_offers_it(small_site):
    assert suggested("/tjenester/", "sv") == ("nb", "/nb/tjenester/", "Section nb")


@pytest.mark.parametrize("path", ["/en/nowhere/", "/en/services/nowhere/", "/en/", "/", "/nb/services/x/simhall/"])
def test_nothing_is_offered_where_nothing_is(small_site, path):
    assert suggest(path, "en" if path.startswith("/en") else "sv") is None


def test_unpublished_and_restricted_pages_are_never_offered(small_site):
    page = small_site.swedish
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert suggest("/en/services/simhall/", "en") is None
    restriction.delete()
    page.unpublish()
    assert suggest("/en/services/simhall/", "en") is None


def test_not_found_page_offers_other_language_search_and_list(client, small_site):
    response = client.get("/en/services/simhall/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="en"' in html
    assert 'href="/tjanster/simhall/"' in html
    assert "Simhallen" in html
    assert 'action="/en/search/"' in html


@pytest.mark.parametrize(("path", "language"), [("/nowhere/", "sv"), ("/nb/nowhere/", "nb"), ("/en/nowhere/", "en")])
def test_not_found_page_is_in_the_visitors_language_and_the_same_for_all(client, small_site, path, language):
    response = client.get(path)
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.content == client.get(path).content
    assert not response.cookies


def test_not_found_page_costs_few_queries(client, small_site, django_assert_max_num_queries):
    client.get("/en/services/simhall/")
    with django_assert_max_num_queries(18):
        client.get("/en/services/simhall/")


@pytest.fixture
def broken_page(client, monkeypatch):
    """Make every content page fail with this error."""

    def fail_with(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("pages.models.ContentPage.get_context", fail)
        client.raise_request_exception = False

    return fail_with


SECTIONS = [("/tjanster/", "sv"), ("/nb/tjenester/", "nb"), ("/en/services/", "en")]


@pytest.mark.parametrize(("path", "language"), SECTIONS)
def test_server_error_page_is_in_the_visitors_language(client, small_site, broken_page, path, language):
    broken_page(ValueError("secret detail"))
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}"' in html
    assert "0910-55 50 00" in html
    assert "secret detail" not in html
    assert response["Cache-Control"] == "private, no-store"


def test_database_that_is_away_gives_503_and_when_to_come_back(client, small_site, broken_page):
    broken_page(OperationalError("gone"))
    response = client.get("/en/services/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"


def test_page_without_database_is_503_not_500(client, small_site, monkeypatch):
    client.raise_request_exception = False

    def gone(*args, **kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        response = client.get("/en/services/")
    assert response.status_code == 503
    assert '<html lang="en"' in response.content.decode()


@pytest.mark.parametrize("status", [400, 403, 414, 429, 500])
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_static_error_pages_need_nothing(django_db_blocker, status, language):
    request = RequestFactory().get("/" if language == "sv" else f"/{language}/")
    with django_db_blocker.block():
        response = static_error_page(request, status)
    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert "tel:+46910555000" in html


def test_error_page_whose_template_fails_still_tells_whom_to_call():
    response = static_error_page(RequestFactory().get("/en/"), 500, template="no-such-template.html")
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert "Norrvik Municipality" in html
    assert "0910-55 50 00" in html
