"""Logs hold what happened, never who or what a visitor sent."""

import json
import logging
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.logs import JsonFormatter

SECRET = "19800101-1234"


def line(record):
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def record(message="hello", *args, **extra):
    made = logging.LogRecord(extra.pop("name", "torget"), logging.INFO, __file__, 1, message, args, None)
    made.__dict__.update(extra)
    return made


@pytest.fixture
def written(caplog):
    """Give the lines as the formatter would write them."""
    caplog.set_level(logging.INFO)
    return lambda: [line(record) for record in caplog.records]


def test_line_is_json_with_time_level_logger_and_message():
    result = line(record("took %s å", "2 s"))
    assert result["message"] == "took 2 s å"
    assert (result["level"], result["logger"]) == ("INFO", "torget")
    assert result["time"].endswith("+00:00")


def test_access_line_names_the_route_and_nothing_else(client, small_site, written):
    client.get(f"/tjanster/?q={SECRET}", headers={"user-agent": SECRET}, REMOTE_ADDR="203.0.113.77")
    access = [entry for entry in written() if entry["logger"] == "torget.access"]
    assert len(access) == 1
    assert access[0]["route"] == "wagtail_serve"
    assert access[0]["status"] == 200
    assert access[0]["method"] == "GET"
    assert access[0]["duration_ms"] >= 0
    assert set(access[0]) == {"time", "level", "logger", "message", "method", "route", "status", "duration_ms"}


@pytest.mark.parametrize("path", [f"/{SECRET}/", f"/en/{SECRET}/?q={SECRET}", f"/?{SECRET}=%00", f"/admin/{SECRET}/"])
def test_nothing_a_visitor_sent_reaches_the_log(client, small_site, written, path):
    client.get(path, headers={"user-agent": SECRET, "referer": f"http://x/{SECRET}"})
    assert SECRET not in json.dumps(written())


def test_unknown_host_is_not_logged(client, small_site, written, settings):
    settings.ALLOWED_HOSTS = ["norrvik.example"]
    client.get("/", headers={"host": f"{SECRET}.example"})
    assert SECRET not in json.dumps(written())


@pytest.mark.parametrize("path", ["/healthz/live", "/sok/?q=hemligt", "/static/nothing.css"])
def test_probes_and_searches_leave_no_access_line(client, small_site, written, path):
    response = client.get(path)
    is_miss = response.status_code == 404
    assert not [entry for entry in written() if entry["logger"] == "torget.access" and not is_miss]


def test_traceback_tells_where_but_not_what_was_typed():
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        result = line(record("failed", exc_info=sys.exc_info()))
    assert SECRET not in json.dumps(result)
    assert "builtins.RuntimeError" in result["exception"]
    assert "because of builtins.ValueError" in result["exception"]
    assert "in test_traceback_tells_where_but_not_what_was_typed" in result["exception"]


def test_messages_about_our_own_code_are_kept():
    try:
        raise ImproperlyConfigured("TORGET_SECRET_KEY is missing")
    except ImproperlyConfigured:
        result = line(record("failed", exc_info=sys.exc_info()))
    assert "TORGET_SECRET_KEY is missing" in result["exception"]


def test_server_error_is_logged_with_route_and_without_address(client, small_site, written, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(SECRET)

    monkeypatch.setattr("pages.models.ContentPage.get_context", fail)
    client.raise_request_exception = False
    assert client.get(f"/tjanster/?name={SECRET}").status_code == 500
    errors = [entry for entry in written() if entry["level"] == "ERROR"]
    assert errors[0]["route"] == "wagtail_serve"
    assert "exception" in errors[0]
    assert SECRET not in json.dumps(written())
