"""The overview of pages by language and state (F100)."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import User
from accounts.role_sync import sync_roles
from home.models import HomePage
from pages.language_states import State, state_condition, state_of
from pages.models import ContentPage
from tests.factories.pages import ContentPageFactory
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db
REPORT = "languages_report"


@pytest.fixture(autouse=True)
def _password_is_enough(settings):
    settings.MFA_ENFORCED = False


def client_with(role: str | None) -> Client:
    sync_roles()
    user = User.objects.create_user(email=f"{role}@norrvik.example", password="x")
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def translated(page: ContentPage, code: str, **values: object) -> ContentPage:
    """Make a version of a page in another language, worked on now."""
    version = page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
    for name, value in values.items():
        setattr(version, name, value)
    version.save()
    revision = version.save_revision()
    if version.live:
        revision.publish()
    return ContentPage.objects.get(pk=version.pk)


@pytest.fixture
def page(home: HomePage) -> ContentPage:
    page = ContentPageFactory(parent=home, title="Om Norrvik", slug="om")
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def rows(client: Client, **query: str) -> dict[str, dict[str, str]]:
    response = client.get(reverse(REPORT), query)
    assert response.status_code == 200
    return {
        row.title: {code: cell["state"] for code, cell in row.languages.items()}
        for row in response.context["object_list"]
    }


def test_each_page_is_one_row_with_a_state_for_each_language(page):
    translated(page, "nb", live=True)
    translated(page, "en", live=False)
    assert rows(client_with("editor"))["Om Norrvik"] == {"sv": "published", "nb": "published", "en": "draft"}


def test_a_language_without_the_page_is_missing_and_an_alias_counts_as_that(page):
    page.copy_for_translation(Locale.objects.get(language_code="nb"), copy_parents=True, alias=True)
    assert rows(client_with("editor"))["Om Norrvik"] == {"sv": "published", "nb": "missing", "en": "missing"}


def test_a_source_published_after_the_translation_was_worked_on_makes_it_outdated(page):
    version = translated(page, "nb", live=True)
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() + datetime.timedelta(hours=1))
    page.refresh_from_db()
    assert state_of(version, page) is State.OUTDATED
    assert rows(client_with("editor"), lag="nb:outdated")["Om Norrvik"]["nb"] == "outdated"


def test_a_page_that_only_exists_in_another_language_is_shown_too(homes):
    page = ContentPageFactory(parent=homes["nb"], title="Bare på norsk", slug="bare")
    assert rows(client_with("editor"))["Bare på norsk"] == {"sv": "missing", "nb": "published", "en": "missing"}
    assert page.locale.language_code == "nb"


@pytest.mark.parametrize("state", list(State))
def test_the_filter_and_the_cells_agree(page, state):
    translated(page, "nb", live=True)
    other = ContentPageFactory(parent=page.get_parent(), title="Utkast", slug="utkast")
    translated(other, "nb", live=False)
    late = ContentPageFactory(parent=page.get_parent(), title="Sen", slug="sen")
    translated(late, "nb", live=True)
    ContentPage.objects.filter(pk=late.pk).update(last_published_at=timezone.now() + datetime.timedelta(hours=1))
    ContentPageFactory(parent=page.get_parent(), title="Ensam", slug="ensam")
    sources = Page.objects.filter(locale__language_code="sv", depth=3)
    found = set(sources.filter(state_condition("nb", state)).values_list("pk", flat=True))
    versions = {version.translation_key: version for version in Page.objects.filter(locale__language_code="nb")}
    assert found == {source.pk for source in sources if state_of(versions.get(source.translation_key), source) is state}
    assert len(found) == 1


def test_it_is_filtered_by_section_and_by_unit(page, home):
    unit = UnitFactory()
    child = ContentPageFactory(parent=page, title="Historia", slug="historia", owner_unit=unit)
    ContentPageFactory(parent=home, title="Annat", slug="annat")
    client = client_with("editor")
    assert set(rows(client, section=str(page.pk))) == {"Om Norrvik", "Historia"}
    assert set(rows(client, unit=str(unit.pk))) == {child.title}


def test_cells_lead_to_editing_or_to_translating(page):
    version = translated(page, "nb", live=True)
    html = client_with("editor").get(reverse(REPORT)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[version.pk]) in html
    assert reverse("wagtail_localize:submit_page_translation", args=[page.pk]) in html


@pytest.mark.parametrize("role", ["case-officer", "crisis-staff"])
def test_who_does_not_work_with_pages_does_not_see_it(page, role):
    client = client_with(role)
    assert client.get(reverse(REPORT)).status_code == 302
    assert reverse(REPORT) not in client.get("/admin/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_pages(page, django_assert_max_num_queries):
    client = client_with("editor")
    client.get(reverse(REPORT))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse(REPORT))
    for number in range(12):
        translated(
            ContentPageFactory(parent=page.get_parent(), title=f"Sida {number}", slug=f"s-{number}"), "nb", live=True
        )
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(REPORT))


def test_the_export_names_the_state_in_each_language(page):
    translated(page, "nb", live=True)
    response = client_with("editor").get(reverse(REPORT), {"export": "csv"})
    table = list(csv.reader(io.StringIO(response.getvalue().decode())))
    line = next(line for line in table if line[0] == "Om Norrvik")
    assert table[0][2:] == ["Svenska", "Norsk bokmål", "English"]
    assert line[2:] == ["Published", "Published", "Missing"]
