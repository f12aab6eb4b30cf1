"""Visitors and editors meet no English in Swedish and Norwegian: Wagtail's strings are ours where it has none."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import wagtail.admin
import wagtail_localize
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from accounts.models import User
from accounts.role_sync import sync_roles
from services.models import ServiceCategoryPage, ServicePage
from tests.core.admin_walk import text_of, walk
from tests.core.untranslated import english_texts, untranslated_lookups
from tests.dose import dose

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    # wagtail-localize's report of translations.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    # Wagtail leaves temporary files of renditions to the garbage collector.
    pytest.mark.filterwarnings(
        "ignore:Unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]
LANGUAGES = ("sv", "nb")
SEARCHES = {
    "sv": ["/sok/", "/sok/?q=bygglov", "/sok/?q=qqxyzzy", "/sok/?page=1e9", "/finns-inte/"],
    "nb": ["/nb/sok/", "/nb/sok/?q=byggesak", "/nb/sok/?q=qqxyzzy", "/nb/finnes-ikke/"],
}
# Written in Wagtail's templates without gettext: nothing of ours can translate them.
HARD_CODED = {"Search"}
# Looked up by a library although nobody sees them.
UNSEEN = {"exact"}


@pytest.fixture(autouse=True)
def _password_is_enough(settings: pytest.FixtureRequest) -> None:
    settings.MFA_ENFORCED = False


def staff(language: str) -> Client:
    sync_roles()
    user = User.objects.create_user(email=f"publicist.{language}@norrvik.example", password="x")
    user.groups.add(Group.objects.get(name="publisher"))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def without_content(texts: set[str]) -> set[str]:
    """Leave out what is content: titles of English pages in lists."""
    titles = set(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))
    return {text for text in texts if not any(title in text for title in titles)} - HARD_CODED


def assert_translated(answers: Iterator[tuple[str, HttpResponse]], language: str) -> int:
    """Go through the answers; say which words are English and where; return how many answers there were."""
    english: dict[str, str] = {}
    count = 0
    with untranslated_lookups(language) as missing:
        for address, response in answers:
            count += 1
            assert response.status_code == 200, address
            english |= dict.fromkeys(without_content(english_texts(text_of(response), language)), address)
    assert missing - UNSEEN == set()
    assert english == {}
    return count


@pytest.mark.parametrize("language", dose(LANGUAGES, only=["sv"]))
def test_an_editor_meets_no_english_in_the_admin(demo_site: None, language: str) -> None:
    assert assert_translated(walk(staff(language)), language) > 150


def fields_of(page: Page, html: str, **changes: str) -> dict[str, str]:
    """Return what the browser would send for a page's form, its streams and lists left empty."""
    streams = {f"{field.name}-count": "0" for field in page._meta.get_fields() if type(field).__name__ == "StreamField"}
    prefixes = re.findall(r'name="([\w-]+)-TOTAL_FORMS"', html)
    lists = {
        f"{prefix}-{part}_FORMS": "0" for prefix in prefixes for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }
    rich = dict.fromkeys(re.findall(r'name="(\w+)" value="null"', html), "null")
    return {**streams, **lists, **rich, "slug": page.slug, **changes}


def errand(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Write a page badly, then well, schedule it, send it for translation, translate it, take it away."""
    category = ServiceCategoryPage.objects.filter(locale__language_code="sv").first()
    add = reverse("wagtailadmin_pages:add", args=("services", "servicepage", category.pk))
    html = client.get(add).content.decode()
    new = ServicePage(slug="lekplats")
    bad = fields_of(new, html, title="", slug="fel slug", availability="limited", fees_note="", review_on="i går")
    yield f"{add} (bad)", client.post(add, bad)
    good = fields_of(new, html, title="Lekplats", availability="available", introduction="Om lekplatser.")
    yield f"{add} (draft)", client.post(add, good, follow=True)
    page = Page.objects.get(slug="lekplats", locale__language_code="sv")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    late = (timezone.now() + datetime.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    yield f"{edit} (scheduled)", client.post(edit, {**good, "go_live_at": late, "action-publish": "1"}, follow=True)
    yield f"{edit} (published)", client.post(edit, {**good, "action-publish": "1"}, follow=True)
    yield f"{edit} (again)", client.get(edit)
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    norwegian = str(Page.objects.get(translation_key=category.translation_key, locale__language_code="nb").locale_id)
    yield f"{submit} (nothing)", client.post(submit, {})
    yield f"{submit} (sent)", client.post(submit, {"locales": [norwegian]}, follow=True)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    target = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    yield f"{target} (half done)", client.post(target, {"action": "publish"}, follow=True)
    yield f"{target} (stopped)", client.post(target, {"localize-stop-translation": "1"}, follow=True)
    for view in ("unpublish", "move_confirm", "delete"):
        arguments = [page.pk, page.get_parent().pk] if view == "move_confirm" else [page.pk]
        yield view, client.post(reverse(f"wagtailadmin_pages:{view}", args=arguments), {}, follow=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_meets_no_english_while_working(
    demo_site: None, language: str, django_capture_on_commit_callbacks: object
) -> None:
    assert assert_translated(errand(staff(language)), language) > 10
    assert not Page.objects.filter(slug="lekplats", locale__language_code="sv").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("package", "address"), [(wagtail.admin, "/admin/jsi18n/"), (wagtail_localize, "/admin/localize/jsi18n/")]
)
def test_what_scripts_say_in_the_admin_is_translated(language: str, package: object, address: str) -> None:
    english = polib.pofile(str(Path(package.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "djangojs.po"))
    script = staff(language).get(address).content.decode()
    known = json.loads(re.search(r"const newcatalog = (\{.*?\});", script, re.DOTALL)[1])
    assert {entry.msgid for entry in english if entry.msgid} - set(known) == set()
    assert all(known.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_who_sign_in_meet_no_english(language: str) -> None:
    client = Client(headers={"accept-language": language})
    wrong = {"login": "nobody@norrvik.example", "password": "wrong"}
    answers = (
        ("sign in", client.get("/accounts/login/")),
        ("nothing", client.post("/accounts/login/", {})),
        ("wrong", client.post("/accounts/login/", wrong)),
    )
    assert_translated(iter(answers), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_meet_no_english_at_their_account(language: str) -> None:
    client = staff(language)
    bad = {"oldpassword": "y", "password1": "12345", "password2": "1234"}

    def answers() -> Iterator[tuple[str, HttpResponse]]:
        yield "reauthenticate", client.get("/accounts/2fa/totp/activate/", follow=True)
        yield "reauthenticated", client.post("/accounts/reauthenticate/", {"password": "x"}, follow=True)
        for address in ("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
            yield address, client.get(address, follow=True)
        yield "bad code", client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
        yield "password", client.get("/accounts/password/change/")
        yield "bad password", client.post("/accounts/password/change/", bad)
        yield "sign out", client.get("/accounts/logout/")

    assert assert_translated(answers(), language) == 9


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_a_page_type_says_nothing_in_english(demo_site: None, client: Client, model: type, language: str) -> None:
    page = model.objects.live().filter(locale__language_code=language, depth__gt=1).first()
    assert page is not None, "the demo shows every page type in every language"
    with untranslated_lookups(language) as missing:
        html = client.get(page.get_url()).content.decode()
    assert missing == set()
    assert english_texts(html, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
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
