"""The short way from the admin's front page to a new page."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from accounts.role_sync import sync_roles
from pages.new_page import often_written
from tests.factories.pages import (
    NewsIndexPageFactory,
    ServiceCategoryPageFactory,
    ServiceIndexPageFactory,
)

SERVICE, NEWS = "/admin/new-page/services/servicepage/", "/admin/new-page/news/newspage/"


@pytest.fixture
def tree(homes):
    """Two categories and a list of news in Swedish, one category in Norwegian."""
    index = ServiceIndexPageFactory(parent=homes["sv"])
    first, second = (ServiceCategoryPageFactory(parent=index, title=title) for title in ("Skola", "Vägar"))
    other = ServiceCategoryPageFactory(parent=ServiceIndexPageFactory(parent=homes["nb"]), title="Skole")
    return {"first": first, "second": second, "other": other, "news": NewsIndexPageFactory(parent=homes["sv"])}


@pytest.fixture
def client_with_role(db, settings):
    """A function that signs in somebody with a role."""
    settings.MFA_ENFORCED = False
    sync_roles()

    def make(role):
        user = User.objects.create_user(email=f"{role}@norrvik.example", password="en lång mening")
        user.groups.add(Group.objects.get(name=role))
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return make


def test_services_and_news_have_a_button(tree, client_with_role):
    html = client_with_role("editor").get("/admin/").content.decode()
    assert [model.__name__ for model in often_written()] == ["ServicePage", "NewsPage"]
    assert SERVICE in html
    assert NEWS in html


def test_place_is_asked_for_among_those_of_the_source_language(tree, client_with_role):
    html = client_with_role("editor").get(SERVICE).content.decode()
    offered = {name for name in ("first", "second", "other") if f"/servicepage/{tree[name].pk}/" in html}
    assert offered == {"first", "second"}


def test_only_place_is_not_asked_for(tree, client_with_role):
    response = client_with_role("publisher").get(NEWS)
    assert response.status_code == 302
    assert response["Location"] == f"/admin/pages/add/news/newspage/{tree['news'].pk}/"


@pytest.mark.parametrize("role", ["case-officer", "archivist", "crisis-staff", "contact-centre", "unit-manager"])
def test_staff_who_write_no_pages_see_no_button_and_come_nowhere(tree, client_with_role, role):
    client = client_with_role(role)
    assert "/new-page/" not in client.get("/admin/").content.decode()
    response = client.get(SERVICE)
    assert response.status_code in (302, 403)
    assert "/servicepage/" not in response.content.decode()


@pytest.mark.parametrize("path", ["pages/contentpage", "services/nothing", "nowhere/servicepage", "auth/group"])
def test_type_without_a_button_is_not_found(tree, client_with_role, path):
    assert client_with_role("editor").get(f"/admin/new-page/{path}/").status_code == 404
