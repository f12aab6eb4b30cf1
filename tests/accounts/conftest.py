"""Staff who sign in."""

import base64
import hmac
import struct
import time

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from accounts.role_sync import sync_roles

PASSWORD = "korrekt häst batteri"


@pytest.fixture
def client():
    """A browser set to English, so that tests can name the words."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def make_user(db):
    """Make a member of staff with a role."""
    sync_roles()

    def make(role="editor", email="redaktor@norrvik.example"):
        user = User.objects.create_user(email=email, password=PASSWORD)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    return make


@pytest.fixture
def sign_in(client):
    """Sign in through the form, as a person does."""

    def post(email="redaktor@norrvik.example", password=PASSWORD, **extra):
        return client.post("/accounts/login/", {"login": email, "password": password}, **extra)

    return post


def totp_code(secret):
    """Return what an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def enrol(client, monkeypatch):
    """Add an authenticator app in the open session; give its secret."""
    # A test's transaction never commits; outside tests this runs before the answer too.
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda function: function())

    def add():
        secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
        response = client.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)})
        assert response.status_code == 302, response.context["form"].errors
        caches["shared"].clear()  # the code counts as used; nobody wants to wait 30 seconds
        return secret

    return add
