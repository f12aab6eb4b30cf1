"""From the switch to the feeds: on, update, end, as the record writes them and visitors get them."""

import pytest

from crisis import actions, publishing
from crisis.operators import Operator
from tests.crisis.feed_events import atom_entries, parsed_cap
from tests.factories.crisis import make_scenario

ANNA = Operator("Anna Alm", "user:1")


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path, db):
    settings.VAR = tmp_path
    make_scenario()


def listed(client):
    """Return identifier, kind and status of each message in the list, after fetching and checking each."""
    found = []
    for entry in atom_entries(client.get("/cap/").content):
        name = "{urn:oasis:names:tc:emergency:cap:1.2}"
        identifier = entry.findtext(f"{name}identifier")
        alert = parsed_cap(client.get(f"/cap/{identifier}.xml").content)
        assert alert.findtext("identifier") == identifier
        found.append((identifier, alert.findtext("msgType"), alert.findtext("status")))
    return found


def switch_on(**options):
    return actions.switch_on(by=ANNA, scenario_key="drinking-water", **options)


def test_alert_update_cancel_through_the_record(client):
    uid = str(switch_on().event.uid)
    assert listed(client) == [(f"{uid}-1", "Alert", "Actual")]
    first = client.get(f"/cap/{uid}-1.xml").content
    actions.update(by=ANNA, uid=uid, text="Tankbil på torget.")
    assert listed(client) == [(f"{uid}-2", "Update", "Actual")]
    assert client.get(f"/cap/{uid}-1.xml").content == first
    actions.end(by=ANNA, uid=uid)
    assert listed(client) == [(f"{uid}-3", "Cancel", "Actual")]
    assert client.get("/api/crisis.json").json()["on"] is False
    assert client.get(f"/cap/{uid}-1.xml").content == first
    assert b"Anna" not in client.get("/cap/").content + client.get(f"/cap/{uid}-2.xml").content
    references = parsed_cap(client.get(f"/cap/{uid}-3.xml").content).findtext("references").split()
    assert [item.split(",")[1] for item in references] == [f"{uid}-1", f"{uid}-2"]


def test_a_cancel_stays_for_good_when_no_file_has_it(client):
    uid = str(switch_on().event.uid)
    actions.end(by=ANNA, uid=uid)
    switch_on()
    where = publishing.folder()
    where.link.unlink()  # a machine that has never switched
    assert parsed_cap(client.get(f"/cap/{uid}-2.xml").content).findtext("msgType") == "Cancel"
    assert parsed_cap(client.get(f"/cap/{uid}-1.xml").content).findtext("msgType") == "Alert"


def test_a_private_drill_leaves_no_trace(client, homes):
    uid = str(switch_on(drill=True, private=True).event.uid)
    for path in ("/cap/", "/api/crisis.json", "/kris/atom.xml"):
        assert uid.encode() not in client.get(path).content
    assert client.get("/api/crisis.json").json()["exercises"] == []
    for number in (1, 2):
        assert client.get(f"/cap/{uid}-{number}.xml").status_code == 404
    actions.end(by=ANNA, uid=uid)
    assert listed(client) == []
    assert client.get(f"/cap/{uid}-1.xml").status_code == 404


def test_a_real_event_cancels_a_public_drill(client):
    drill = str(switch_on(drill=True).event.uid)
    assert listed(client) == [(f"{drill}-1", "Alert", "Exercise")]
    real = str(switch_on().event.uid)
    assert listed(client) == [(f"{real}-1", "Alert", "Actual"), (f"{drill}-2", "Cancel", "Exercise")]


def test_a_notice_beside_a_crisis_has_a_message_of_its_own(client):
    make_scenario("road", level=1)
    notice = str(actions.switch_on(by=ANNA, scenario_key="road").event.uid)
    crisis = str(switch_on().event.uid)
    assert {row[0] for row in listed(client)} == {f"{notice}-1", f"{crisis}-1"}
