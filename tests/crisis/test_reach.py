"""A connection that hangs is dropped, but never under a transaction that somebody else has opened."""

import pytest
from django.db import connections

from crisis.shell import reach


@pytest.mark.django_db
def test_an_open_transaction_keeps_its_connection():
    before = connections["default"]
    reach.let_go()
    assert connections["default"] is before
    with before.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
