"""Editors who work in Swedish or Norwegian meet no English: Wagtail's strings are translated where it has none."""

import re
from pathlib import Path

import polib
import pytest
import wagtail.admin
import wagtail_localize
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.role_sync import sync_roles
from services.models import ServicePage
from tests.core.admin_walk import text_of, walk
from tests.core.untranslated import english_texts, untranslated_lookups

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize's report of translations.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    # Wagtail leaves temporary files of renditions to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
LANGUAGES = ("sv", "nb")
# Written in Wagtail's templates without gettext; nothing of ours can translate them.
HARD_CODED = {"Search"}
# Looked up by a library although nobody sees them.
UNSEEN = {"exact"}


@pytest.fixture(autouse=True)
def _password_is_enough(settings: pytest.FixtureRequest) -> None:
    settings.MFA_ENFORCED = False


def staff(language: str, role: str = "publisher") -> Client:
    sync_roles()
    user = User.objects.create_user(email=f"{role}.{language}@norrvik.example", password="x")
    user.groups.add(Group.objects.get(name=role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def english_titles() -> set[str]:
    return set(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))


def unseen_content(texts: set[str]) -> set[str]:
    """Leave out what is content: titles of English pages in lists, English texts being edited."""
    titles = english_titles()
    return {text for text in texts if not any(title in text for title in titles)} - HARD_CODED


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_meets_no_english_in_the_admin(demo_site: None, language: str) -> None:
    client = staff(language)
    english: dict[str, str] = {}
    visited = 0
    with untranslated_lookups(language) as missing:
        for address, response in walk(client):
            visited += 1
            english |= dict.fromkeys(unseen_content(english_texts(text_of(response), language)), address)
    assert visited > 150
    assert missing - UNSEEN == set()
    assert english == {}
