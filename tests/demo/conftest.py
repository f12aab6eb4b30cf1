"""The demo municipality for the tests of a module. Not for the whole folder: pytest would take it back too late."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.demo_site import build_demo


@pytest.fixture(scope="module")
def demo_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo municipality; taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_demo()
        yield
        transaction.set_rollback(True)
