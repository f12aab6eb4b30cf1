"""Which answers may be kept, and by whom (D4, D16)."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from core.middleware.caching import BRIEF, PRIVATE, PUBLIC, PublicCacheMiddleware


def answer(make, path="/", method="get", **extra):
    request = getattr(RequestFactory(), method)(path, **extra)
    return PublicCacheMiddleware(lambda _request: make())(request)


@pytest.mark.parametrize("path", ["/", "/nb/", "/en/services/", "/tjanster/simhall/"])
def test_public_page_is_cacheable_and_the_same_for_everybody(client, small_site, path):
    first, second = client.get(path), client.get(path, headers={"user-agent": "other", "accept-language": "en"})
    assert first["Cache-Control"] == PUBLIC
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


def test_known_page_is_not_sent_again(client, small_site):
    etag = client.get("/")["ETag"]
    response = client.get("/", headers={"if-none-match": etag})
    assert response.status_code == 304
    assert not response.content
    assert response["ETag"] == etag
    assert response["Cache-Control"] == PUBLIC
    assert response["Vary"] == "Accept-Encoding"


def test_compressed_page_is_known_again_too(client, small_site):
    first = client.get("/", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert first.content == client.get("/", headers={"accept-encoding": "gzip"}).content
    assert b"<html" in gzip.decompress(first.content)
    again = client.get("/", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_changed_page_is_sent(client, small_site):
    etag = client.get("/tjanster/simhall/")["ETag"]
    small_site.swedish.title = "Simhallen är stängd"
    small_site.swedish.save()
    response = client.get("/tjanster/simhall/", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert "är stängd" in response.content.decode()


def test_visitor_with_a_session_gets_nothing_that_can_be_kept(client, small_site):
    client.cookies["torget_staff"] = "anything"
    response = client.get("/")
    assert response["Cache-Control"] == PRIVATE
    assert "ETag" not in response


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_restricted_page_is_never_kept(client, small_site, kind):
    PageViewRestriction.objects.create(page=small_site.swedish, restriction_type=kind, password="hemlig")
    response = client.get("/tjanster/simhall/")
    assert "no-store" in response["Cache-Control"]
    assert "Simhallen" not in response.content.decode()


def test_restricted_page_leads_to_our_own_sign_in(client, small_site):
    PageViewRestriction.objects.create(page=small_site.swedish, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/tjanster/simhall/")["Location"].startswith("/accounts/login/")


def test_not_found_and_redirects_are_kept_for_a_second(client, small_site):
    assert client.get("/nowhere/")["Cache-Control"] == BRIEF
    missing_slash = client.get("/tjanster")
    assert missing_slash.status_code == 301
    assert missing_slash["Cache-Control"] == BRIEF


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/"])
def test_staff_pages_are_never_kept(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_views_own_rule_stands_outside_staff_pages():
    def make():
        return HttpResponse("x", headers={"Cache-Control": "public, max-age=600"})

    assert answer(make)["Cache-Control"] == "public, max-age=600"
    assert answer(make, "/admin/x/")["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("status", [400, 403, 405, 429, 500, 503])
def test_errors_are_not_kept(status):
    assert answer(lambda: HttpResponse(status=status))["Cache-Control"] == PRIVATE


def test_answers_to_posts_are_not_kept():
    assert answer(HttpResponse, method="post")["Cache-Control"] == PRIVATE


def test_answer_that_sets_a_cookie_or_depends_on_one_is_not_kept():
    with_cookie = HttpResponse("x")
    with_cookie.set_cookie("a", "b")
    assert answer(lambda: with_cookie)["Cache-Control"] == PRIVATE
    assert answer(lambda: HttpResponse("x", headers={"Vary": "Accept, Cookie"}))["Cache-Control"] == PRIVATE
    assert answer(lambda: HttpResponse("x"), HTTP_AUTHORIZATION="Bearer x")["Cache-Control"] == PRIVATE


def test_private_pages_are_not_compressed_by_django(client, db):
    """BREACH: the sign-in page holds a CSRF token."""
    assert "Content-Encoding" not in client.get("/accounts/login/", headers={"accept-encoding": "gzip"})
