"""The home page as visitors' browsers see it."""

import re

import pytest
from django.conf import settings
from django.test import Client

from home.models import HomePage

pytestmark = pytest.mark.django_db


def test_the_window_says_the_municipality_once(client: Client, home: HomePage) -> None:
    home.title = settings.MUNICIPALITY.name_in("sv")
    home.save()
    title = re.search("<title>(.*)</title>", client.get("/").content.decode())
    assert title
    assert title[1] == home.title


def test_nothing_can_be_sent_to_a_page_that_is_only_read(client: Client, home: HomePage) -> None:
    for send in (client.post, client.put, client.patch, client.delete):
        assert send("/").status_code == 405
