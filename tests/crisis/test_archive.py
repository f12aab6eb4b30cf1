"""The public archive: what was said and when, nothing that the public did not see."""

import pytest

from crisis import actions
from crisis.models import CrisisEvent
from crisis.operators import Operator
from crisis.shipped import install_scenarios

KARIN = Operator(name="Karin Strand", key="user:1")


@pytest.fixture(autouse=True)
def _prepared(homes, settings, tmp_path):
    settings.VAR = tmp_path
    install_scenarios()


def switch(text="Det luktar rök i centrum.", **options):
    """Switch a fire on and off again; return what the record holds of it."""
    actions.switch_on(scenario_key="fire", by=KARIN, text=text, **options)
    row = CrisisEvent.objects.on().get()
    actions.update(by=KARIN, uid=str(row.uid), text="Branden är släckt.")
    actions.end(by=KARIN)
    return row


@pytest.mark.parametrize(("prefix", "title"), [("", "Brand: gå in"), ("nb/", "Brann: gå inn"), ("en/", "Fire: go in")])
def test_ended_event_is_listed_and_has_its_timeline(client, prefix, title):
    row = switch()
    assert title in client.get(f"/{prefix}kris/arkiv/").content.decode()
    page = client.get(f"/{prefix}kris/arkiv/{row.uid}/").content.decode()
    assert title in page
    assert page.index("Branden är släckt.") < page.index("Det luktar rök i centrum.")
    assert "Karin" not in page


def test_running_event_has_its_timeline_too_but_is_not_listed(client):
    actions.switch_on(scenario_key="fire", by=KARIN, text="Det luktar rök.")
    row = CrisisEvent.objects.get()
    assert "Det luktar rök." in client.get(f"/kris/arkiv/{row.uid}/").content.decode()
    assert str(row.uid) not in client.get("/kris/arkiv/").content.decode().split("<main")[1]


def test_public_drill_says_so_in_list_and_timeline(client):
    row = switch(drill=True)
    assert "ÖVNING" in client.get("/kris/arkiv/").content.decode()
    assert "ØVELSE" in client.get(f"/nb/kris/arkiv/{row.uid}/").content.decode()


def test_private_drill_is_not_found(client):
    row = switch(drill=True, private=True)
    assert client.get(f"/kris/arkiv/{row.uid}/").status_code == 404
    assert str(row.uid) not in client.get("/kris/arkiv/").content.decode()


def test_unknown_event_is_not_found(client):
    assert client.get("/kris/arkiv/0b9a7c1e-1111-4222-8333-944455566677/").status_code == 404


def test_empty_archive_answers(client):
    assert client.get("/en/kris/arkiv/").status_code == 200
