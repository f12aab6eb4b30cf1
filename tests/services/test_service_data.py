"""What a service page tells search engines (schema.org)."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from services.durations import iso_duration
from tests.factories.pages import ServiceCategoryPageFactory, ServiceIndexPageFactory, ServicePageFactory
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def things(client: Client, url: str) -> dict[str, Any]:
    """Return the things that a page describes, by type."""
    found = [json.loads(text) for text in SCRIPT.findall(client.get(url).content.decode())]
    assert all(thing["@context"] == "https://schema.org" for thing in found)
    return {thing["@type"]: thing for thing in found}


@pytest.fixture
def category(home: HomePage) -> Any:
    return ServiceCategoryPageFactory(parent=ServiceIndexPageFactory(parent=home), title="Bygga", slug="bygga")


def test_a_service_says_who_gives_it_to_whom_for_how_much_and_how(client: Client, category: Any) -> None:
    page = ServicePageFactory(
        parent=category, title="Bygglov", slug="bygglov", introduction="När du vill bygga.", processing_max=10,
        owner_unit=UnitFactory(name="Byggenheten", telephone="0910-1"), for_businesses=True,
        conditions="<p>Du äger huset.</p>", what_you_get="<p>Ett beslut.</p>",
        fees=[
            ("fee", {"amount": "1300", "currency": "", "per": "", "condition": "Altan"}),
            ("fee", {"amount": "2.50", "currency": "NOK", "per": "year", "condition": ""}),
        ],
        channels=[
            ("channel", {"kind": "e_service", "label": "Ansök", "value": "https://e.example/", "needs_eid": True}),
            ("channel", {"kind": "visit", "label": "Besök", "value": "Stortorget 1, 931 00 Norrvik"}),
        ],
    )  # fmt: skip
    service = things(client, "/tjanster/bygga/bygglov/")["GovernmentService"]
    assert service["@id"] == f"http://localhost:8000/id/service/{page.translation_key}"
    assert service["url"] == "http://localhost:8000/tjanster/bygga/bygglov/"
    assert service["provider"]["name"] == "Norrvik kommun"
    assert service["serviceOperator"]["name"] == "Byggenheten"
    assert len(service["audience"]) == 2
    assert [(offer["price"], offer["priceCurrency"]) for offer in service["offers"]] == [
        ("1300", "SEK"),
        ("2.50", "NOK"),
    ]
    assert service["offers"][1]["priceSpecification"]["unitCode"] == "ANN"
    online, visit = service["availableChannel"]
    assert online["serviceUrl"] == "https://e.example/"
    assert online["processingTime"] == "P70D"
    assert visit["serviceLocation"]["address"]["addressLocality"] == "Norrvik"
    assert service["termsOfService"] == "Du äger huset."
    assert service["serviceOutput"]["description"] == "Ett beslut."
    assert service["areaServed"]["@type"] == "AdministrativeArea"


def test_a_free_service_costs_nought_and_somebody_elses_is_theirs(client: Client, category: Any) -> None:
    ServicePageFactory(parent=category, slug="vard", is_free=True, provider_level="region", provider_name="Region Norr")
    service = things(client, "/tjanster/bygga/vard/")["GovernmentService"]
    assert service["offers"][0]["price"] == "0"
    assert service["provider"] == {"@type": "GovernmentOrganization", "name": "Region Norr"}


def test_the_way_to_the_page_ends_with_the_page(client: Client, category: Any) -> None:
    ServicePageFactory(parent=category, title="Bygglov", slug="bygglov")
    crumbs = things(client, "/tjanster/bygga/bygglov/")["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert [crumb["name"] for crumb in crumbs] == ["Hem", "Tjänster", "Bygga", "Bygglov"]
    assert crumbs[-1]["item"] == "http://localhost:8000/tjanster/bygga/bygglov/"


def test_no_words_of_an_editor_end_the_script(client: Client, category: Any) -> None:
    nasty = "</script><script>alert(1)</script> & <!--"
    ServicePageFactory(parent=category, title=nasty, slug="bygglov", introduction=nasty)
    content = client.get("/tjanster/bygga/bygglov/").content.decode()
    assert "<script>alert(1)" not in content
    assert things(client, "/tjanster/bygga/bygglov/")["GovernmentService"]["name"] == nasty


def test_the_data_costs_no_more_queries_than_the_page(
    client: Client, category: Any, count_queries: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    ServicePageFactory(parent=category, slug="bygglov", owner_unit=UnitFactory(hours={"visit": {0: ["08:00-12:00"]}}))
    client.get("/tjanster/bygga/bygglov/")
    with count_queries(16) as with_data:
        client.get("/tjanster/bygga/bygglov/")
    monkeypatch.setattr("services.templatetags.services_tags.data_of_service", lambda page: {})
    monkeypatch.setattr("navigation.head.breadcrumb_data", lambda frame: None)
    with count_queries(len(with_data)) as without:
        client.get("/tjanster/bygga/bygglov/")
    assert len(without) == len(with_data)


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (3, "days", "P3D"), (2, "weeks", "P14D"), (4, "months", "P4M"), (10, "working_days", "P14D"),
        (7, "working_days", "P9D"),
    ],
)  # fmt: skip
def test_lengths_of_time_for_machines(number: int, unit: str, expected: str) -> None:
    assert iso_duration(number, unit) == expected
