"""What load balancers ask."""

import pytest
from django.db import OperationalError, connection

from core import health


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    monkeypatch.setattr(health, "_checked", set())


def test_live_asks_nobody(client, django_db_blocker):
    with django_db_blocker.block():
        response = client.get("/healthz/live")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_ready_when_the_database_is_migrated(client, db):
    response = client.get("/healthz/ready")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_not_ready_before_migrations(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'pages'")
    response = client.get("/healthz/ready")
    assert (response.status_code, response.content) == (503, b"database not migrated\n")


def test_not_ready_without_database_even_when_it_was_ready_before(client, db, monkeypatch):
    assert client.get("/healthz/ready").status_code == 200

    def gone(*args, **kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        response = client.get("/healthz/ready")
    assert (response.status_code, response.content) == (503, b"database does not answer\n")


def test_not_ready_when_commits_do_not_wait_for_the_disk(client, db, monkeypatch):
    monkeypatch.setattr(health, "weak_durability", lambda: True)
    assert client.get("/healthz/ready").status_code == 503


def test_ready_asks_little_once_it_has_been_ready(client, db, django_assert_num_queries):
    client.get("/healthz/ready")
    with django_assert_num_queries(1):
        client.get("/healthz/ready")
