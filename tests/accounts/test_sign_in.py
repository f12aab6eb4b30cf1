"""Signing in and out."""

import pytest
from allauth.core.internal import ratelimit
from django.core import mail
from django.core.cache import caches

from accounts.models import User
from accounts.rate_limits import MODULES
from tests.accounts.conftest import PASSWORD


def test_right_password_opens_the_admin(make_user, sign_in, client, settings):
    settings.MFA_ENFORCED = False
    make_user()
    response = sign_in()
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_address_may_be_typed_in_capitals(make_user, sign_in):
    make_user()
    assert sign_in(email="Redaktor@NORRVIK.example").status_code == 302


@pytest.mark.parametrize("email", ["redaktor@norrvik.example", "nobody@norrvik.example"])
def test_wrong_password_tells_the_same_of_known_and_unknown_people(make_user, sign_in, email):
    make_user()
    response = sign_in(email=email, password="wrong")
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["The e-mail address or the password is wrong."]


def test_person_who_has_left_cannot_sign_in(make_user, sign_in, client):
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/email/", "/accounts/confirm-email/", "/accounts/nothing/"]
)
def test_there_is_no_sign_up_and_no_managing_of_addresses(client, db, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "a@b.example"}).status_code in (403, 404)
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/", "/_util/login/"])
def test_wagtails_own_sign_in_leads_to_ours(client, db, path):
    response = client.get(path, {"next": "/admin/pages/"})
    assert response["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"


def test_wagtails_sign_in_takes_no_password(make_user, client):
    make_user()
    client.post("/admin/login/", {"username": "redaktor@norrvik.example", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_sign_in_leads_on_to_the_page_asked_for_but_never_off_the_site(make_user, client, settings):
    settings.MFA_ENFORCED = False
    make_user()
    form = {"login": "redaktor@norrvik.example", "password": PASSWORD}
    for next_url, expected in [("/admin/pages/", "/admin/pages/"), ("https://evil.example/", "/admin/")]:
        response = client.post("/accounts/login/", form | {"next": next_url})
        assert response["Location"] == expected
        client.logout()


def test_signing_out_needs_a_click_and_closes_the_admin(make_user, sign_in, client, settings):
    settings.MFA_ENFORCED = False
    make_user()
    sign_in()
    client.get("/accounts/logout/")
    assert client.get("/admin/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert client.get("/admin/")["Location"].startswith("/accounts/login/")


def test_wagtails_button_signs_out_too(make_user, sign_in, client, settings):
    settings.MFA_ENFORCED = False
    make_user()
    sign_in()
    assert client.post("/admin/logout/")["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_fifth_wrong_password_locks_the_account_for_a_while(make_user, sign_in, client):
    make_user()
    for _attempt in range(5):
        sign_in(password="wrong")
    response = sign_in()  # the right one now
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "You have tried too many times. Wait five minutes, then try again."
    ]
    assert "_auth_user_id" not in client.session


def test_lock_follows_the_account_not_the_address_alone(make_user, sign_in):
    make_user()
    for attempt in range(5):
        sign_in(password="wrong", REMOTE_ADDR=f"203.0.113.{attempt}")
    assert sign_in(REMOTE_ADDR="203.0.113.99").status_code == 200


def test_many_attempts_from_one_address_get_429_in_plain_words(db, sign_in):
    codes = [sign_in(email=f"{number}@norrvik.example").status_code for number in range(31)]
    assert codes[-1] == 429
    assert "429" not in sign_in().content.decode().split("<main", 1)[1]


def test_workers_share_the_count(db, sign_in):
    """Each worker has its own `default` cache: a count kept there would multiply the limit by the workers."""
    assert ratelimit in MODULES
    caches["default"].clear()
    sign_in(password="wrong")
    assert not any("allauth" in key for key in caches["default"]._cache)
    assert any("allauth:rl" in key for key in caches["shared"]._cache)


def test_used_codes_are_shared_too():
    assert all(module.cache._alias == "shared" for module in MODULES)


def test_password_is_changed_at_our_own_address_and_only_there(make_user, sign_in, client, settings):
    settings.MFA_ENFORCED = False
    make_user()
    sign_in()
    account = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in account
    assert "/accounts/2fa/" in account
    new = "ett annat hemligt ord"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", form)["Location"] == "/accounts/2fa/"
    assert client.get("/admin/").status_code == 200
    client.logout()
    assert sign_in(password=new).status_code == 302


def test_short_password_is_refused(make_user, sign_in, client):
    make_user()
    sign_in()
    form = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    assert client.post("/accounts/password/change/", form).status_code == 200
    assert User.objects.get().check_password(PASSWORD)


def test_mail_for_a_forgotten_password_never_trusts_the_host_header(make_user, client, settings):
    settings.BASE_URL = "https://norrvik.example"
    make_user()
    client.post("/accounts/password/reset/", {"email": "redaktor@norrvik.example"}, headers={"host": "evil.example"})
    (message,) = mail.outbox
    assert "https://norrvik.example/accounts/password/reset/key/" in message.body
    assert "//evil.example" not in message.body
    link = next(word for word in message.body.split() if "/reset/key/" in word).removeprefix("https://norrvik.example")
    assert client.get(link, follow=True).status_code == 200


def test_unknown_address_is_told_the_same_when_the_password_is_forgotten(make_user, client):
    make_user()
    answers = [
        client.post("/accounts/password/reset/", {"email": f"{name}@norrvik.example"})["Location"]
        for name in ("redaktor", "nobody")
    ]
    assert answers[0] == answers[1]
    assert all("nobody" not in str(message.to) for message in mail.outbox)
