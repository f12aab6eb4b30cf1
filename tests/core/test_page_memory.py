"""Remembered pages: one query, never out of date, never anybody's own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import SiteVersion
from home.models import HomePage
from pages.models import ContentPage
from people.models import OpeningHours
from tests.factories.pages import ContentPageFactory
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remember(settings: Any) -> None:
    settings.REMEMBERED_PAGES = 50


@pytest.fixture
def page(home: HomePage) -> ContentPage:
    return ContentPageFactory(parent=home, title="Om oss", slug="om")


def test_a_page_seen_before_takes_one_query(client: Client, page: ContentPage, count_queries: Callable) -> None:
    first = client.get("/om/")
    with count_queries(1):
        again = client.get("/om/")
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_a_remembered_page_answers_not_modified(client: Client, page: ContentPage) -> None:
    etag = client.get("/om/")["ETag"]
    assert client.get("/om/", headers={"If-None-Match": etag}).status_code == 304


def test_a_published_change_is_seen_at_once(client: Client, page: ContentPage) -> None:
    client.get("/om/")
    page.title = "Om Norrvik"
    page.save_revision().publish()
    assert "Om Norrvik" in client.get("/om/").content.decode()


def test_changes_around_the_page_are_seen_at_once(client: Client, page: ContentPage, home: HomePage) -> None:
    assert "Ny sida" not in client.get("/om/").content.decode()
    ContentPageFactory(parent=home, title="Ny sida", slug="ny", show_in_menus=True)
    assert "Ny sida" in client.get("/om/").content.decode()


def test_an_unpublished_or_moved_page_is_gone_at_once(client: Client, page: ContentPage, home: HomePage) -> None:
    other = ContentPageFactory(parent=home, title="Annat", slug="annat")
    assert client.get("/om/").status_code == 200
    page.move(other, "last-child")
    assert client.get("/om/").status_code == 301
    assert client.get("/annat/om/").status_code == 200
    ContentPage.objects.get(pk=page.pk).unpublish()
    assert client.get("/annat/om/").status_code == 404


def test_a_page_that_becomes_private_is_private_at_once(client: Client, page: ContentPage) -> None:
    assert client.get("/om/").status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/om/")
    assert answer.status_code == 302
    assert "Om oss" not in answer.content.decode()


def test_a_changed_child_of_a_unit_counts_as_a_change() -> None:
    unit = UnitFactory(hours={"visit": {0: ["08:00-12:00"]}})
    before = SiteVersion.current()
    OpeningHours.objects.filter(unit=unit).first().delete()
    assert SiteVersion.current() > before


def test_signing_in_and_background_work_do_not_make_pages_old(client: Client, page: ContentPage) -> None:
    before = SiteVersion.current()
    client.force_login(get_user_model().objects.create_user("a@norrvik.example", "x"))
    assert SiteVersion.current() == before


def test_staff_get_their_own_answer(client: Client, page: ContentPage) -> None:
    public = client.get("/om/")
    client.force_login(get_user_model().objects.create_user("a@norrvik.example", "x"))
    assert client.get("/om/")["Cache-Control"] == "private, no-store"
    assert public["Cache-Control"].startswith("public")


@pytest.mark.parametrize("address", ["/om/?page=2", "/sok/?q=x", "/finns-inte/"])
def test_searches_and_missing_pages_are_made_anew(
    client: Client, page: ContentPage, address: str, django_assert_max_num_queries: Any
) -> None:
    client.get(address)
    with django_assert_max_num_queries(60) as captured:
        client.get(address)
    assert len(captured) > 1


def test_the_oldest_page_is_forgotten_when_memory_is_full(
    client: Client, page: ContentPage, settings: Any, count_queries: Callable
) -> None:
    settings.REMEMBERED_PAGES = 1
    client.get("/om/")
    client.get("/")
    with count_queries(1):
        client.get("/")
