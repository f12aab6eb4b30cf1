"""The demo municipality's services against the shapes of CPSV-AP and CPSV-AP-NO."""

import logging
import warnings

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from services.cpsv.vocabulary import CPSV, CV
from tests.services.conftest import CPSV_AP

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = ("cpsv-ap-3.2.0-shapes.ttl", "cpsv-ap-no-shapes.ttl")


def violations(graph: Graph, shapes: str) -> list[str]:
    """Return what a file of shapes forbids in a graph; warnings are not counted (traps.md)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _conforms, report, _text = validate(graph, shacl_graph=str(CPSV_AP / shapes), allow_warnings=True)
    return [
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)}"
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    ]


def test_all_services_of_the_demo_keep_to_both_sets_of_shapes(client: Client, demo_site: None) -> None:
    graph = Graph().parse(data=client.get("/data/services.ttl").content, format="turtle")
    assert len(list(graph.subjects(RDF.type, CPSV.PublicService))) >= 40
    assert len(list(graph.subjects(RDF.type, CV.LifeEvent))) == 6
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    for shapes in SHAPES:
        assert violations(graph, shapes) == []


def test_the_shapes_would_find_a_fault() -> None:
    graph = Graph().parse(data="@prefix cpsv: <http://purl.org/vocab/cpsv#> . <urn:x> a cpsv:PublicService .")
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    for shapes in SHAPES:
        assert len(violations(graph, shapes)) >= 4
