"""A lost second factor is replaced from the command line."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.role_sync import sync_roles


@pytest.fixture
def officers(db):
    sync_roles()
    users = []
    for name in ("anna", "bo"):
        user = User.objects.create_user(email=f"{name}@norrvik.example", password="en lång mening")
        user.groups.add(Group.objects.get(name="editor"))
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        users.append(user)
    return users


def test_only_this_persons_factors_and_sessions_go(officers, capsys):
    clients = [Client(), Client()]
    for client, user in zip(clients, officers, strict=True):
        client.force_login(user)
    call_command("reset_second_factor", "ANNA@norrvik.example")
    assert "1 second factors removed, 1 sessions ended" in capsys.readouterr().out
    assert list(Authenticator.objects.values_list("user__email", flat=True)) == ["bo@norrvik.example"]
    assert "/accounts/login/" in clients[0].get("/admin/")["Location"]
    assert "/accounts/2fa/" in clients[1].get("/admin/")["Location"]


def test_unknown_address_is_an_error(officers):
    with pytest.raises(CommandError, match=r"Nobody signs in with nobody@norrvik\.example"):
        call_command("reset_second_factor", "nobody@norrvik.example")
    assert Authenticator.objects.count() == 2
