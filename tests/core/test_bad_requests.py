"""Requests that make no sense get a plain answer, and the next one is answered as if nothing had happened."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from core.middleware.hygiene import MAX_PATH, MAX_QUERY
from core.wsgi import TorgetHandler


@pytest.fixture
def ask(small_site):
    """Send a raw WSGI request, as a server would; give status and body."""
    application = TorgetHandler()

    # As Django's own test client does: the connection belongs to the test.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)

    def send(path_info="/", query="", **extra):
        environ = RequestFactory().get("/").environ | {"PATH_INFO": path_info, "QUERY_STRING": query} | extra
        answer = {}
        body = b"".join(application(environ, lambda status, headers: answer.update(status=status, headers=headers)))
        return int(answer["status"].split()[0]), body.decode()

    yield send
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


NUL = "\0"
BAD = [
    ("/", "a=%00", 400),
    ("/", "a=\0", 400),
    (f"/x{NUL}/", "", 400),
    ("/f\xf6rskola/", "", 400),  # ISO 8859-1
    ("/\xed\xa0\x80/", "", 400),  # a lone surrogate
    ("/", "q=" + "x" * 1_000_000, 414),
    ("/", "q=" + "+".join(["ord"] * 10_000), 414),
    ("/" + "x" * (MAX_PATH + 1), "", 414),
    ("/", "q=" + "x" * (MAX_QUERY - 2), 200),
    ("/", "q=%ED%A0%80&page=1e9", 200),
    ("/", "=&&;==&%&%zz&a[]=1&a[b]=2", 200),
    ("/", "&".join(f"a{number}=1" for number in range(1500)), 200),
    ("/../../etc/passwd", "", 404),
    ("/%2e%2e/", "", 404),
    ("//evil.example/", "", 404),
]


@pytest.mark.parametrize(("path", "query", "status"), BAD)
def test_bad_address_gets_a_plain_answer_and_harms_nobody_else(ask, path, query, status):
    assert ask(path, query)[0] == status
    assert ask("/")[0] == 200


@pytest.mark.parametrize("charset", ["rot13", "utf-16", "nonsense", "base64"])
def test_odd_character_set_is_refused(ask, charset):
    assert ask("/", "a=%41", CONTENT_TYPE=f"text/plain; charset={charset}")[0] == 400


def test_usual_character_sets_pass(ask):
    for charset in ("utf-8", "UTF-8", "iso-8859-1"):
        assert ask("/", "a=%41", CONTENT_TYPE=f"text/plain; charset={charset}")[0] == 200


@pytest.mark.parametrize("extra", [{"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "x"}, {"HTTP_COOKIE": "\xff=\xfe; ;="}])
def test_broken_headers_are_ignored(ask, extra):
    assert ask("/", **extra)[0] == 200


def test_broken_multipart_body_is_no_server_error(client, small_site):
    response = client.post("/accounts/login/", b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x")
    assert response.status_code < 500
    response = client.post("/accounts/login/", b"", content_type="multipart/form-data; boundary=" + "x" * 5000)
    assert response.status_code < 500


def test_unknown_host_is_refused_without_repeating_it(ask, settings):
    settings.ALLOWED_HOSTS = ["norrvik.example"]
    status, body = ask("/", HTTP_HOST="evil.example")
    assert status == 400
    assert "evil" not in body


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [("/", "sv", "</main>"), ("/nb/", "nb", "</main>"), ("/en/", "en", "We do not understand the address")],
)
def test_refusal_is_in_the_language_of_the_address(ask, path, language, words):
    status, body = ask(path, "a=%00")
    assert status == 400
    assert f'<html lang="{language}"' in body
    assert words in body


def test_refusal_needs_no_database(django_db_blocker, client):
    with django_db_blocker.block():
        assert client.get("/en/", QUERY_STRING="a=%00").status_code == 400
        assert client.get("/en/", QUERY_STRING="a" * (MAX_QUERY + 1)).status_code == 414
