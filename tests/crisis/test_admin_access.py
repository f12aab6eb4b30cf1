"""Each address of the crisis screens, for each role: crisis staff and administrators, and nobody else (A1)."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.roles import Role
from crisis import publishing
from crisis.models import CrisisEvent
from crisis.viewsets import CrisisViewSetGroup
from tests.crisis.admin_staff import signed_in, switched_on, url
from tests.factories.crisis import make_scenario

pytestmark = pytest.mark.django_db
SCREENS = ("index", "live", "plan", "check", "own", "on", "history", "event", "update", "correct", "end", "log_json",
           "log_csv", "report")  # fmt: skip
MAY = {Role.CRISIS_STAFF, Role.ADMINISTRATOR}
POSTED = {"check"}


@pytest.fixture(autouse=True)
def _ground(own_folder):
    make_scenario()
    publishing.folder()


@pytest.fixture
def drill():
    """A drill that is on: every screen has something to show."""
    return switched_on(signed_in(Role.CRISIS_STAFF, "Ada"), kind="private")


def address(name, event):
    """Return the address of a screen."""
    if name == "on":
        return url("on", "drinking-water")
    return url(name) if name in ("index", "live", "plan", "check", "own", "history") else url(name, event.uid)


def prepared():
    """Yield every address of what is prepared in peace time, from the viewsets' own patterns."""
    for viewset in CrisisViewSetGroup.items[1:]:
        for pattern in viewset().get_urlpatterns():
            arguments = [1] if re.search("<|\\(\\?P", str(pattern.pattern)) else []
            yield reverse(f"{viewset.name}:{pattern.name}", args=arguments)


def test_the_table_names_every_screen():
    names = {pattern.name for pattern in CrisisViewSetGroup.items[0]().get_urlpatterns()}
    assert names == set(SCREENS)
    assert get_resolver() is not None


@pytest.mark.parametrize("role", Role)
def test_screens_are_for_crisis_staff_and_administrators(drill, role):
    client = signed_in(role, "Bo")
    for name in SCREENS:
        answer = client.post(address(name, drill)) if name in POSTED else client.get(address(name, drill))
        if role in MAY:
            assert answer.status_code in (200, 302), name
        else:
            assert answer.status_code == 403, name
            assert drill.headline not in answer.content.decode()


@pytest.mark.parametrize("name", SCREENS)
def test_nobody_without_the_right_can_send_anything(drill, name):
    editor = signed_in(Role.EDITOR, "Eva")
    assert editor.post(address(name, drill), {"end": "over", "seen_number": 1}).status_code == 403
    assert CrisisEvent.objects.get().is_on


@pytest.mark.parametrize("name", SCREENS)
def test_strangers_are_asked_to_sign_in(drill, name):
    answer = Client().get(address(name, drill))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.CASE_OFFICER])
def test_what_is_prepared_is_closed_to_others(role):
    client = signed_in(role, "Bo")
    for path in prepared():
        assert client.get(path).status_code == 403, path
        assert client.post(path, {}).status_code == 403, path


def test_what_is_prepared_is_open_to_crisis_staff():
    client = signed_in(Role.CRISIS_STAFF)
    for name in ("scenarios", "duty", "numbers", "channels"):
        assert client.get(reverse(f"crisis_{name}:index")).status_code == 200
        assert client.get(reverse(f"crisis_{name}:add")).status_code == 200


def menu(client):
    """Return the names in the main menu, as the sidebar gets them."""
    from wagtail.admin.menu import admin_menu

    request = client.get("/admin/").wsgi_request
    return [item.name for item in admin_menu.menu_items_for_request(request)]


def test_crisis_staff_see_nothing_else():
    client = signed_in(Role.CRISIS_STAFF)
    assert menu(client) == ["crisis"]
    answer = client.get("/admin/")
    assert [panel.name for panel in answer.context["panels"]] == ["crisis"]
    assert 'role="search"' not in answer.content.decode()
    for path in ("/admin/pages/", "/admin/images/", "/admin/users/", "/admin/redirects/", "/admin/reports/searches/"):
        assert client.get(path).status_code in (302, 403, 404), path


def test_administrators_see_crisis_mode_beside_the_rest_and_editors_do_not():
    assert {"crisis", "explorer"} <= set(menu(signed_in(Role.ADMINISTRATOR)))
    editor = signed_in(Role.EDITOR, "Eva")
    assert "crisis" not in menu(editor)
    assert "crisis" not in [getattr(panel, "name", "") for panel in editor.get("/admin/").context["panels"]]


def test_what_is_on_comes_first_on_an_administrators_front_page():
    client = signed_in(Role.ADMINISTRATOR)
    switched_on(client)
    assert client.get("/admin/").context["panels"][0].name == "crisis"
