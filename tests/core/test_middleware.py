"""Language, cookies and CSRF of public pages."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.client_address import client_address
from core.middleware.csrf import is_cross_site
from core.middleware.language import PathLocaleMiddleware


@pytest.mark.parametrize(("path", "language"), [("/", "sv"), ("/nb/", "nb"), ("/en/services/", "en")])
def test_language_comes_from_the_path_alone(client, small_site, path, language):
    response = client.get(path, headers={"accept-language": "fi,en;q=0.8"})
    assert response.status_code == 200
    assert response["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_unknown_language_prefix_is_swedish(client, small_site):
    assert client.get("/fi/")["Content-Language"] == "sv"


def test_staff_sign_in_follows_the_browser(client, db):
    response = client.get("/accounts/login/", headers={"accept-language": "nb"})
    assert '<html lang="nb"' in response.content.decode()
    assert "Content-Language" not in response


def test_data_has_no_language():
    middleware = PathLocaleMiddleware(lambda request: HttpResponse("{}", content_type="application/json"))
    assert "Content-Language" not in middleware(RequestFactory().get("/data/services.json"))


@pytest.mark.parametrize("path", ["/", "/nb/", "/en/services/", "/tjanster/simhall/", "/nowhere/", "/en/nowhere/"])
def test_visitors_get_no_cookie_and_no_variants(client, small_site, path):
    response = client.get(path)
    assert not response.cookies
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_form_from_another_site_is_refused(small_site):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/", headers={"origin": "null"}).status_code == 403


def test_form_of_our_own_and_of_programs_passes_without_a_cookie(small_site):
    client = Client(enforce_csrf_checks=True)
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}):
        assert client.post("/", headers=headers).status_code != 403


def test_fetch_metadata_counts_more_than_origin():
    request = RequestFactory().post("/", headers={"sec-fetch-site": "same-site", "origin": "http://testserver"})
    assert is_cross_site(request)


def test_staff_form_without_token_is_refused_in_plain_words(db):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403
    assert "CSRF" not in response.content.decode()


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("192.0.2.9", "203.0.113.5", "192.0.2.9"),  # not our proxy: its header is not believed
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),  # what the visitor added is not believed
        ("127.0.0.1", "203.0.113.5, 10.0.0.7", "203.0.113.5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "203.0.113.5", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_tell_the_address(settings, remote, forwarded, expected):
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.7"] if remote else []
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected
