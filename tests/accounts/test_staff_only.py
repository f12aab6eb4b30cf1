"""The admin is closed to everybody who has not signed in the required way."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import get_resolver

from accounts.models import User
from tests.accounts.conftest import PASSWORD, totp_code


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/", "/admin/sprite/", "/admin/jsi18n/", "/admin/x/y/", "/admin/api/"]
)
def test_nothing_under_admin_answers_a_stranger(client, db, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/admin/")
    assert response["Cache-Control"] == "private, no-store"


def test_a_strangers_scripts_are_refused_instead_of_redirected(client, db):
    assert client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_a_strangers_post_is_refused(client, db):
    assert client.post("/admin/pages/add/home/homepage/1/", {"title": "x"})["Location"].startswith("/accounts/login/")


def test_api_tokens_open_nothing(client, db):
    response = client.get("/admin/api/main/pages/", headers={"authorization": "Bearer abc"})
    assert response.status_code == 302


def test_user_without_role_gets_a_page_not_a_loop(make_user, sign_in, client, settings):
    settings.MFA_ENFORCED = False
    make_user(role=None)
    sign_in()
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize("role", ["editor", "crisis-staff", "archivist"])
def test_every_role_may_enter(make_user, sign_in, client, settings, role):
    settings.MFA_ENFORCED = False
    make_user(role=role)
    sign_in()
    assert client.get("/admin/").status_code == 200


def test_password_alone_does_not_open_the_admin_where_a_second_step_is_required(make_user, sign_in, client):
    make_user()
    sign_in()
    response = client.get("/admin/pages/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/")
    assert client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert "second step" in client.get("/accounts/2fa/", headers={"accept-language": "en"}).content.decode()


def test_administrators_are_no_exception(client, db, sign_in):
    User.objects.create_superuser(email="admin@norrvik.example", password=PASSWORD)
    sign_in(email="admin@norrvik.example")
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_enrolling_opens_the_admin_at_once(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    enrol()
    assert client.get("/admin/").status_code == 200
    assert Authenticator.objects.filter(type="recovery_codes").exists()


def test_next_sign_in_asks_for_the_code(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    secret = enrol()
    client.logout()
    assert sign_in()["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/")["Location"].startswith("/accounts/login/")
    wrong = f"{(int(totp_code(secret)) + 1) % 1_000_000:06d}"
    assert client.post("/accounts/2fa/authenticate/", {"code": wrong}).status_code == 200
    response = client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)})
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_code_counts_once(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    secret = enrol()
    client.logout()
    sign_in()
    code = totp_code(secret)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.logout()
    sign_in()
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_recovery_code_opens_the_admin(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    enrol()
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.logout()
    sign_in()
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200


def test_session_made_without_the_second_step_is_asked_for_it(make_user, sign_in, enrol, client):
    user = make_user()
    sign_in()
    enrol()
    client.logout()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/admin/pages/")
    assert response["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F"


def test_guessing_codes_is_limited(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    secret = enrol()
    client.logout()
    sign_in()
    wrong = f"{(int(totp_code(secret)) + 1) % 1_000_000:06d}"
    for _attempt in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": wrong})
    assert client.post("/accounts/2fa/authenticate/", {"code": totp_code(secret)}).status_code != 302


def test_last_second_step_cannot_be_taken_away(make_user, sign_in, enrol, client):
    make_user()
    sign_in()
    enrol()
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


def test_last_passkey_cannot_be_taken_away(make_user, sign_in, client):
    user = make_user()
    sign_in()
    passkey = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Nyckel", "credential": {}})
    client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()


def test_second_step_may_be_taken_away_where_none_is_required(make_user, sign_in, enrol, client, settings):
    make_user()
    sign_in()
    enrol()
    settings.MFA_ENFORCED = False
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_stale_sign_in_is_asked_for_the_password_before_a_second_step_is_added(make_user, sign_in, client, settings):
    make_user()
    sign_in()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = client.get("/accounts/2fa/totp/activate/")
    assert response["Location"].startswith("/accounts/reauthenticate/")


def test_passkeys_are_offered_at_sign_in(client, db):
    response = client.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    options = response.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"  # a passkey is both steps at once
    assert options["challenge"]


def test_every_wagtail_address_lies_behind_the_door():
    """The middleware guards a prefix: Wagtail's admin may not be reachable under another one."""
    outside = [
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if getattr(pattern, "urlconf_name", None) is not None
        and "wagtail.admin" in str(getattr(pattern.urlconf_name, "__name__", ""))
        and str(pattern.pattern) != "admin/"
    ]
    assert outside == []
