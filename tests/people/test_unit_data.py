"""What pages about units and the municipality tell search engines (schema.org)."""

import datetime
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from feedback.models import ContactPage
from home.models import HomePage
from people.models import OpeningException, Unit
from tests.factories.pages import UnitIndexPageFactory, UnitPageFactory
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WEEK = {day: ["08:00-12:00", "13:00-16:30"] for day in range(5)}


def organisation(client: Client, url: str) -> dict[str, Any]:
    """Return the organisation that a page describes."""
    found = [json.loads(text) for text in SCRIPT.findall(client.get(url).content.decode())]
    return next(thing for thing in found if thing["@type"] == "GovernmentOrganization")


@pytest.fixture
def unit(home: HomePage) -> Unit:
    """A unit with a page, closed on one day in a week's time, and open at other hours the day after."""
    unit = UnitFactory(
        name="Byggenheten", telephone="0910-55 50 00", visiting_address="Stortorget 1, 931 00 Norrvik",
        latitude="64.750000", longitude="20.950000", lift=True, hearing_loop=False,
        closed_on_public_holidays=False, hours={"visit": WEEK, "telephone": {0: ["09:00-11:00"]}},
    )  # fmt: skip
    UnitPageFactory(
        parent=UnitIndexPageFactory(parent=home, slug="enheter"), title="Bygg", slug="bygg", owner_unit=unit
    )
    return unit


def next_monday() -> datetime.date:
    today = timezone.localdate()
    return today + datetime.timedelta(days=7 - today.weekday())


def test_a_unit_tells_when_it_is_open_in_an_ordinary_week(client: Client, unit: Unit) -> None:
    place = organisation(client, "/enheter/bygg/")["location"]
    hours = place["openingHoursSpecification"]
    assert [(item["@type"], item["opens"], item["closes"]) for item in hours] == [
        ("OpeningHoursSpecification", "08:00", "12:00"),
        ("OpeningHoursSpecification", "13:00", "16:30"),
    ]
    assert hours[0]["dayOfWeek"][0] == "https://schema.org/Monday"
    assert len(hours[0]["dayOfWeek"]) == 5


def test_exceptions_have_their_dates(client: Client, unit: Unit) -> None:
    first, second = next_monday(), next_monday() + datetime.timedelta(days=1)
    OpeningException.objects.create(unit=unit, starts_on=first, ends_on=first, reason="event")
    OpeningException.objects.create(
        unit=unit, starts_on=second, ends_on=second, is_closed=False, reason="event",
        opens=datetime.time(10), closes=datetime.time(12),
    )  # fmt: skip
    unit.save()
    special = organisation(client, "/enheter/bygg/")["location"]["specialOpeningHoursSpecification"]
    dated = {item["validFrom"]: (item["opens"], item["closes"]) for item in special}
    assert dated[first.isoformat()] == ("00:00", "00:00")
    assert dated[second.isoformat()] == ("10:00", "12:00")


def test_a_unit_tells_where_it_is_and_how_to_get_in(client: Client, unit: Unit) -> None:
    found = organisation(client, "/enheter/bygg/")
    assert found["@id"] == f"http://localhost:8000/id/unit/{unit.uid}"
    assert found["url"] == "http://localhost:8000/enheter/bygg/"
    assert found["location"]["geo"]["latitude"] == 64.75
    assert found["address"]["postalCode"] == "931 00"
    assert [item["value"] for item in found["location"]["amenityFeature"]] == [True, False]
    assert found["contactPoint"][0]["hoursAvailable"][0]["opens"] == "09:00"


def test_the_home_page_describes_the_municipality_and_its_search(client: Client, home: HomePage) -> None:
    found = organisation(client, "/")
    assert found["telephone"] == settings.MUNICIPALITY.telephone_international
    content = client.get("/").content.decode()
    assert '"urlTemplate": "http://localhost:8000/sok/?q={search_term_string}"' in content
    assert organisation(client, "/en/")["name"] == settings.MUNICIPALITY.name_in("en")


def test_the_contact_page_has_the_hours_of_the_contact_centre(client: Client, home: HomePage) -> None:
    UnitFactory(slug=settings.MUNICIPALITY.unit, hours={"visit": WEEK})
    home.add_child(instance=ContactPage(title="Kontakt", slug="kontakt", locale=home.locale))
    found = organisation(client, "/kontakt/")
    assert found["location"]["openingHoursSpecification"][0]["opens"] == "08:00"
