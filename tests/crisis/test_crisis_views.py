"""The crisis addresses through Django: peace, files where there are any, and messages of what is over."""

import dataclasses
import datetime
import json

import pytest
from django.conf import settings
from django.utils import timezone

from crisis.content import Text, to_json
from crisis.feeds import feed_files
from crisis.models import CrisisEvent, CrisisVersion
from crisis.state.folder import folder_at
from tests.crisis.feed_events import BASE, SWEDISH, UID, after, atom_entries, event, parsed_cap, sent, state

FEEDS = ["/api/crisis.json", "/cap/", "/kris/atom.xml"]
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def go_live(of, pages=None):
    """Write a version's feeds as files and make it live, as publishing does."""
    rendered = feed_files(of, base_url=BASE) if pages is None else pages
    names = {path: f"feeds/{index}" for index, path in enumerate(rendered)}
    manifest = {
        "format": 1,
        "number": of.number,
        "origin": "admin",
        "at": of.at.isoformat(),
        "by": of.by,
        "on": bool(of.events),
        "level": 3,
        "digest": of.digest,
        "strips": {},
        "state": to_json(of),
        "pages": {
            path: {
                "file": names[path],
                "lang": "",
                "type": answer.content_type,
                "etag": answer.etag,
                "headers": dict(answer.headers),
            }
            for path, answer in rendered.items()
        },
    }
    folder = folder_at(settings.VAR / "crisis")
    folder.go_live(folder.write(manifest, {names[path]: answer.body for path, answer in rendered.items()}))


def in_record(of, *, private=False):
    """Write an event as the record holds it when it is over."""
    return CrisisEvent.objects.create(
        uid=of.uid,
        headline="Koka vattnet",
        level=of.level,
        is_drill=of.drill,
        token="hemlig" if private else "",
        started_at=of.started_at,
        started_by="Kim",
        changed_at=of.changed_at,
        changed_by="Kim",
        ended_at=NOW,
        ended_by="Kim",
        end="over",
        content=to_json(of),
    )


def version(of):
    CrisisVersion.objects.create(
        number=of.number, origin="admin", at=of.at, by=of.by, is_on=True, level=3, digest=of.digest, content=to_json(of)
    )


@pytest.mark.parametrize("path", FEEDS)
def test_peace_is_answered_without_the_database(client, path):
    response = client.get(path)  # no db fixture: a query would fail
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in response
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_peace_is_empty(client):
    assert client.get("/api/crisis.json").json()["events"] == []
    assert atom_entries(client.get("/cap/").content) == []
    assert client.get("/cap/")["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("path", FEEDS)
def test_files_are_answered_as_they_are(client, path):
    on = state(sent(event(), NOW), at=NOW)
    go_live(on)
    assert client.get(path).content == feed_files(on, base_url=BASE)[path].body


def test_a_live_version_whose_feed_file_is_missing_is_answered_from_its_state(client):
    go_live(state(sent(event(), NOW), at=NOW), pages={})
    assert client.get("/api/crisis.json").json()["on"] is True
    assert len(atom_entries(client.get("/cap/").content)) == 1


def test_the_cancel_leaves_the_list_after_a_day(client):
    for hours, count in ((1, 1), (23, 1), (25, 0)):
        ended = NOW - datetime.timedelta(hours=hours)
        over = sent(event(), ended, ended, is_over=True)
        go_live(state(number=hours, at=ended, ended=(over,)))
        assert len(atom_entries(client.get("/cap/").content)) == count
        assert client.get(f"/cap/{UID}-2.xml").status_code == 200  # while it is a file, at least


def test_an_earlier_message_keeps_its_words(client, db):
    first = sent(event(), after(minutes=0))
    second = dataclasses.replace(sent(first, after(hours=1)), texts={"sv": Text(headline="Nya ord")})
    over = sent(second, after(hours=2), is_over=True)
    version(state(first, number=1))
    version(state(second, number=2, at=after(hours=1)))
    version(state(number=3, at=after(hours=2), ended=(over,)))
    in_record(over)
    said = {number: parsed_cap(client.get(f"/cap/{UID}-{number}.xml").content) for number in (1, 2, 3)}
    assert [said[number].findtext("msgType") for number in said] == ["Alert", "Update", "Cancel"]
    assert said[1].findtext("info/headline") == SWEDISH.headline
    assert said[2].findtext("info/headline") == "Nya ord"
    assert client.get(f"/cap/{UID}-1.xml")["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/cap/{UID}-1.xml")["Content-Type"] == "application/cap+xml; charset=utf-8"


def test_what_was_never_public_is_not_found(client, db, homes):
    private = sent(event(drill=True), NOW)
    in_record(dataclasses.replace(private, token="hemlig"), private=True)
    for identifier in (f"{UID}-1", f"{UID}-2", UID, "0-1", "-1", "a" * 60, f"{UID}-99999999999"):
        assert client.get(f"/cap/{identifier}.xml").status_code == 404, identifier


def test_a_message_that_no_version_holds_is_not_found(client, db, homes):
    in_record(sent(event(), NOW, NOW))
    assert client.get(f"/cap/{UID}-2.xml").status_code == 200
    assert client.get(f"/cap/{UID}-1.xml").status_code == 404


@pytest.mark.parametrize(("tag", "language"), [("sv", "sv"), ("nb", "nb"), ("en", "en"), ("ar", "sv")])
def test_each_language_has_its_page_in_peace(client, homes, tag, language):
    response = client.get(f"/kris/{tag}/")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    home = "/" if language == "sv" else f"/{language}/"
    assert f'href="{home}"' in response.content.decode()
    assert f'href="{home}kris/arkiv/"' in response.content.decode()
    assert client.get(f"{home}kris/arkiv/").status_code == 200
    assert "Set-Cookie" not in response


def test_a_language_that_nobody_has_is_not_found(client, homes):
    for tag in ("xx", "arkiv2", "SV", "zz-ZZ"):
        assert client.get(f"/kris/{tag}/").status_code == 404, tag


def test_a_language_without_text_gets_the_source_and_never_that_nothing_is_on(client):
    go_live(state(sent(event(), NOW), at=NOW), pages={})
    response = client.get("/kris/fi/")
    page = response.content.decode()
    assert '<html lang="fi">' in page
    assert f'<h1 lang="sv">{SWEDISH.headline}' in page
    assert "stale" not in response["Cache-Control"]


def test_a_damaged_state_is_peace_and_no_error(client):
    on = state(sent(event(), NOW), at=NOW)
    go_live(on, pages={})
    manifest = settings.VAR / "crisis" / "live" / "manifest.json"
    data = json.loads(manifest.read_text())
    data["state"]["events"] = [{"uid": 3}]
    manifest.write_text(json.dumps(data))
    assert client.get("/api/crisis.json").json()["on"] is False
