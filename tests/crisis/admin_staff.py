"""Signed-in staff and what they send, for the tests of the crisis screens."""

import html
import uuid

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.role_sync import sync_roles
from crisis import publishing
from crisis.models import CrisisEvent
from crisis.operators import Operator
from crisis.queries import current_number

BACKEND = "django.contrib.auth.backends.ModelBackend"
ANNA = Operator("Anna Ek", "user:99")
OVERRIDE = "\u202e"  # turns the direction of what follows


def signed_in(role, name="Kris"):
    """Return a client of a member of staff with this role."""
    sync_roles()
    user = User.objects.create_user(f"{name.lower()}.{role}@norrvik.example", first_name=name, last_name="Nord")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.user = user
    return client


def url(name, *arguments):
    """Return the address of one of the screens."""
    return reverse(f"crisis_mode:{name}", args=arguments)


def fields(**values):
    """Return what the switch page sends when nothing is touched, with these values."""
    untouched = {"seen_number": current_number(), "uid": uuid.uuid4(), "text": "", "level": 3, "kind": "real"}
    return {**untouched, "next_update": "", "pages": "", **values}


def switched_on(client, **values):
    """Switch drinking-water on through the screen; return the event."""
    answer = client.post(url("on", "drinking-water"), fields(**values))
    assert answer.status_code == 302, answer.context["form"].errors
    return CrisisEvent.objects.on().order_by("-pk").first()


def untouched(form):
    """Return what a form sends when nobody touches it."""
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None or value is False else value for name, value in values.items()}


def text_of(answer):
    """Return what a person reads in an answer."""
    return html.unescape(answer.content.decode())


def live_page(path="/"):
    """Return the page that is live in the crisis folder."""
    return publishing.folder().live().pages[path].bodies["identity"].decode()
