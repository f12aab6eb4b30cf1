"""The demo municipality, built once for every test of this folder; they run in one worker, one after the other."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.demo_site import build_demo


@pytest.fixture(scope="package")
def demo_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo municipality; taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_demo()
        yield
        transaction.set_rollback(True)
