"""Services as open data, through /data/services.ttl and .jsonld."""

import uuid
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF
from wagtail.models import PageViewRestriction

from home.models import HomePage
from services.cpsv.vocabulary import ADMS, CPSV, CURRENCY, CV, STATUS
from services.models import ServicePage
from tests.factories.pages import ServiceCategoryPageFactory, ServiceIndexPageFactory, ServicePageFactory
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db

STREAMS = {
    "fees": [("fee", {"amount": "1300.50", "currency": "NOK", "per": "year", "condition": "Per hushåll"})],
    "channels": [
        ("channel", {"kind": "e_service", "label": "Ansök", "value": "https://e.example/a b", "needs_eid": True}),
        ("channel", {"kind": "telephone", "label": "Ring", "value": "0910-55 50 00", "needs_eid": False}),
        ("channel", {"kind": "visit", "label": "Besök", "value": "Stortorget 1", "needs_eid": False}),
    ],
    "laws": [("law", {"title": "Plan- och bygglagen", "url": "https://lag.example/pbl"})],
    "before_you_start": [("item", "Ritningar")],
}


def parsed(client: Client, extension: str = "ttl") -> Graph:
    response = client.get(f"/data/services.{extension}")
    assert response.status_code == 200
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, while it reads JSON-LD
        return Graph().parse(data=response.content, format="turtle" if extension == "ttl" else "json-ld")


@pytest.fixture
def categories(homes: dict[str, HomePage]) -> dict:
    return {
        code: ServiceCategoryPageFactory(parent=ServiceIndexPageFactory(parent=home), title="Bygga", slug="bygga")
        for code, home in homes.items()
    }


@pytest.fixture
def service(categories: dict) -> ServicePage:
    """One service in Swedish and English."""
    unit = UnitFactory(email="bygg@norrvik.example")
    page = ServicePageFactory(
        parent=categories["sv"], title="Bygglov", slug="bygglov", owner_unit=unit, processing_max=10,
        conditions="<p>Du äger <b>huset</b>.</p>", what_you_get="<p>Ett beslut.</p>", subject_words="bygga, hus",
        **STREAMS,
    )  # fmt: skip
    english = {"channels": [("channel", {"kind": "e_service", "label": "Apply", "value": "https://e.example/a b"})]}
    ServicePageFactory(
        parent=categories["en"], title="Building permit", slug="permit", translation_key=page.translation_key,
        owner_unit=unit, introduction="If you want to build.", **english,
    )  # fmt: skip
    return page


def node_of(page: ServicePage) -> URIRef:
    return URIRef(f"http://localhost:8000/id/service/{page.translation_key}")


def test_translations_are_one_service_with_texts_in_each_language(client: Client, service: ServicePage) -> None:
    graph = parsed(client)
    assert list(graph.subjects(RDF.type, CPSV.PublicService)) == [node_of(service)]
    titles = set(graph.objects(node_of(service), DCTERMS.title))
    assert titles == {Literal("Bygglov", lang="sv"), Literal("Building permit", lang="en")}


def test_what_the_page_says_is_in_the_data(client: Client, service: ServicePage) -> None:
    graph, node = parsed(client), node_of(service)
    assert str(graph.value(node, CV.processingTime)) == "P70D"
    cost = graph.value(node, CV.hasCost)
    assert float(graph.value(cost, CV.hasValue)) == 1300.5
    assert graph.value(cost, CV.currency) == CURRENCY.NOK
    channels = list(graph.objects(node, CV.hasChannel))
    assert len(channels) == 3
    labels = {str(text) for channel in channels for text in graph.objects(channel, DCTERMS.description)}
    assert labels == {"Ansök", "Apply", "Ring", "Besök"}
    requirement = graph.value(node, CV.holdsRequirement)
    assert graph.value(requirement, DCTERMS.description) == Literal("Du äger huset.", lang="sv")
    assert str(graph.value(graph.value(node, CV.contactPoint), CV.email)) == "bygg@norrvik.example"


def test_both_formats_say_the_same_to_programs_anywhere(client: Client, service: ServicePage) -> None:
    assert isomorphic(parsed(client, "ttl"), parsed(client, "jsonld"))
    for extension, kind in {"ttl": "text/turtle", "jsonld": "application/ld+json"}.items():
        response = client.get(f"/data/services.{extension}")
        assert response["Content-Type"].startswith(kind)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"].startswith("public")
        assert "Set-Cookie" not in response
        again = client.get(f"/data/services.{extension}", headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304


def test_drafts_and_pages_behind_a_sign_in_are_not_in_the_data(
    client: Client, service: ServicePage, categories: dict
) -> None:
    ServicePageFactory(parent=categories["sv"], live=False)
    closed = ServicePageFactory(parent=categories["sv"])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert len(list(parsed(client).subjects(RDF.type, CPSV.PublicService))) == 1


def test_a_service_that_ended_says_so(client: Client, categories: dict) -> None:
    page = ServicePageFactory(parent=categories["sv"], availability="ended", availability_reason="Slut.")
    assert parsed(client).value(node_of(page), ADMS.status) == STATUS.WITHDRAWN


def test_related_services_are_named_only_when_they_are_in_the_data(
    client: Client, service: ServicePage, categories: dict
) -> None:
    draft = ServicePageFactory(parent=categories["sv"], live=False)
    related = [("service", service), ("service", draft)]
    page = ServicePageFactory(parent=categories["sv"], related=related)
    assert list(parsed(client).objects(node_of(page), CV.relatedService)) == [node_of(service)]


def test_the_number_of_queries_does_not_grow_with_the_services(
    client: Client, service: ServicePage, categories: dict, count_queries: Callable
) -> None:
    client.get("/data/services.ttl")
    for _number in range(10):
        ServicePageFactory(parent=categories["sv"], owner_unit=UnitFactory(), related=[("service", service)], **STREAMS)
    with count_queries(12):
        parsed(client)


def test_unknown_data_is_not_found(client: Client, homes: dict) -> None:
    assert client.get("/data/nothing.ttl").status_code == 404
    assert client.get("/data/services.exe").status_code == 404


def test_what_another_site_of_ours_publishes_can_be_imported(
    client: Client, service: ServicePage, run_import_here: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_bytes(client.get("/data/services.ttl").content.replace(b"localhost:8000", b"annan.example"))
    other = str(uuid.uuid4())
    path.write_text(path.read_text().replace(str(service.translation_key), other))
    output = run_import_here(path)
    assert "2 new" in output
    page = ServicePage.objects.get(source="cpsv-ap", locale__language_code="sv")
    assert str(page.translation_key) == other
    assert (page.title, page.processing_max, page.processing_unit) == ("Bygglov", 70, "days")
    assert page.fees[0].value["currency"] == "NOK"
    assert "Ett beslut." in page.what_you_get
    assert page.provider_name == ""


def test_our_own_data_is_not_imported_over_ourselves(
    client: Client, service: ServicePage, run_import_here: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "ours.ttl"
    path.write_bytes(client.get("/data/services.ttl").content)
    output = run_import_here(path)
    assert f"{node_of(service)}: comes from this very site" in output
    assert "0 new, 0 changed, 0 unchanged" in output
    assert ServicePage.objects.count() == 2
