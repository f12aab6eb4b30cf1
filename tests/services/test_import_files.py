"""Other files than the example: other languages, several services, blank nodes, odd values, other formats."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from services.models import ServicePage
from tests.services.conftest import EXAMPLE, imported

pytestmark = pytest.mark.django_db

Import = Callable[..., str]
Turtle = Callable[..., Path]

CYCLE = """
:a a cpsv:PublicService ; dct:title "Bygglov"@sv ; cv:relatedService :b , :a .
:b a cpsv:PublicService ; dct:title "Rivningslov"@sv ; dct:requires :a .
:c a cpsv:PublicService ; dct:title "Tomtkarta"@en ; dct:relation :a .
"""


def test_services_that_point_at_each_other_are_related_in_their_language(run_import: Import, turtle: Turtle) -> None:
    assert "3 new" in run_import(turtle(CYCLE))
    a, b = imported("sv", title="Bygglov"), imported("sv", title="Rivningslov")
    assert [block.value.pk for block in a.related] == [b.pk]
    assert [block.value.pk for block in b.related] == [a.pk]
    assert not imported("en").related
    assert "0 new, 0 changed, 3 unchanged" in run_import(turtle(CYCLE))


def test_blank_nodes_are_known_by_identifier_or_name(run_import: Import, turtle: Turtle) -> None:
    path = turtle("""
        [] a cpsv:PublicService ; dct:identifier "17" ; dct:title "Simhall"@sv ;
           cv:hasCost [ a cv:Cost ; cv:hasValue "65.00"^^xsd:double ] ;
           cv:hasChannel [ a cv:Channel ; vcard:hasTelephone [ vcard:hasValue <tel:+46910555000> ] ] .
        [] a cpsv:PublicService ; dct:title "Bibliotek"@sv .
    """)
    output = run_import(path)
    assert "has neither address nor identifier; known by its name" in output
    assert "no currency; read as SEK" in output
    page = imported("sv", source_id="17")
    assert page.channels[0].value["value"] == "+46910555000"
    assert page.fee_lines[0]["amount"] == "65\xa0kr"
    assert "0 new, 0 changed, 2 unchanged" in run_import(path)


def test_a_doubled_identifier_is_imported_once(run_import: Import, turtle: Turtle) -> None:
    one = '[] a cpsv:PublicService ; dct:identifier "17" ; dct:title "Simhall"@sv .'
    output = run_import(turtle(one + one))
    assert "the same identifier as another service; left out" in output
    assert ServicePage.objects.count() == 1


def test_language_tags_with_regions_and_without_are_understood(run_import: Import, turtle: Turtle) -> None:
    output = run_import(
        turtle("""
        :a a cpsv:PublicService ; dct:title "Simhall"@sv-SE, "Svømmehall"@no, "Pool"@en-GB, "Uimahalli"@fi .
        :b a cpsv:PublicService ; dct:title "Bibliotek" .
        :c a cpsv:PublicService ; dct:title "Kirjasto"@fi .
    """)
    )
    titles = set(ServicePage.objects.values_list("locale__language_code", "title"))
    assert titles == {("sv", "Simhall"), ("nb", "Svømmehall"), ("en", "Pool"), ("sv", "Bibliotek")}
    assert "language fi, which this site does not have: 2 services" in output
    assert '"Bibliotek": has no language' in output


def test_a_description_without_name_in_a_language_gives_no_page_and_is_told(run_import: Import, turtle: Turtle) -> None:
    text = ':a a cpsv:PublicService ; dct:title "Simhall"@sv ; dct:description "Bad."@sv, "A pool."@en .'
    assert "https://data.example/a: a description in en, but no name (dct:title)" in run_import(turtle(text))
    assert ServicePage.objects.count() == 1


def test_characters_that_no_database_takes_are_dropped(run_import: Import, turtle: Turtle) -> None:
    run_import(
        turtle("""
        [] a cpsv:PublicService ; dct:identifier "1\\u00007" ; dct:title "Sim\\u0000hall"@sv ;
           dcat:keyword "bad\\u0000, sim"@sv ; cv:hasChannel [ a cv:Channel ; vcard:hasTelephone "0910\\u000055" ] .
    """)
    )
    page = imported("sv")
    assert (page.title, page.source_id, page.subject_words) == ("Sim hall", "1 7", "bad, sim")
    assert page.channels[0].value["value"] == "0910 55"


def test_an_address_that_only_looks_like_ours_is_another_service(run_import: Import, turtle: Turtle) -> None:
    address = f"http://localhost:8000/id/service/{'-' * 36}"
    assert "1 new" in run_import(turtle(f'<{address}> a cpsv:PublicService ; dct:title "Simhall"@sv .'))


def test_two_titles_in_one_language_give_one_page(run_import: Import, turtle: Turtle) -> None:
    output = run_import(turtle(':a a cpsv:PublicService ; dct:title "Simhall"@sv, "Badhus"@sv .'))
    assert imported("sv").title == "Simhall"
    assert '"Badhus": a second text in the same language; the first is used' in output


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("P10W", (10, "weeks")), ("P3M", (3, "months")), ("P1Y", (12, "months")), ("P14D", (14, "days")),
        ("PT36H", (2, "days")), ("P1M15D", (45, "days")), ("PD3", (3, "days")), ("PW2", (2, "weeks")),
        ("snart", (None, "weeks")), ("P0D", (None, "weeks")), ("-P3D", (None, "weeks")), ("P", (None, "weeks")),
        ("P99999999D", (None, "weeks")),
    ],
)  # fmt: skip
def test_lengths_of_time_are_read_or_left_out_with_a_warning(
    run_import: Import, turtle: Turtle, written: str, expected: tuple[int | None, str]
) -> None:
    statement = f':a a cpsv:PublicService ; dct:title "X"@sv ; cv:processingTime "{written}"^^xsd:duration .'
    output = run_import(turtle(statement))
    page = imported("sv")
    assert (page.processing_max, page.processing_unit) == expected
    plain = written in {"P10W", "P3M", "P1Y", "P14D"}
    assert (f'https://data.example/a: "{written}"' in output) is not plain


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1300", "1300"), ("1.3E3", "1300"), ("65.50", "65.50"), ("1 300,50", "1300.50"), ("1.300,50", "1300.50"),
        ("12.345", "12.34"), ("gratis", None), ("-5", None), ("INF", None), ("1e99", None),
    ],
)  # fmt: skip
def test_amounts_are_read_or_left_out_with_a_warning(
    run_import: Import, turtle: Turtle, written: str, amount: str | None
) -> None:
    cost = f'[ a cv:Cost ; cv:hasValue "{written}"^^xsd:double ; cv:currency <http://x/currency/EUR> ]'
    output = run_import(turtle(f':a a cpsv:PublicService ; dct:title "X"@sv ; cv:hasCost {cost} .'))
    found = [(str(block.value["amount"]), block.value["currency"]) for block in imported("sv").fees]
    assert found == ([(amount, "EUR")] if amount else [])
    assert (f'"{written}"' in output) is (written not in {"1300", "1.3E3", "65.50"})


def test_a_service_that_costs_nought_is_free(run_import: Import, turtle: Turtle) -> None:
    cost = "[ a cv:Cost ; cv:hasValue 0 ; cv:currency <http://x/currency/SEK> ]"
    run_import(turtle(f':a a cpsv:PublicService ; dct:title "X"@sv ; cv:hasCost {cost} .'))
    assert imported("sv").is_free
    assert not imported("sv").fees


def test_a_currency_no_fee_can_have_stands_in_the_note(run_import: Import, turtle: Turtle) -> None:
    cost = "[ a cv:Cost ; cv:hasValue 12 ; cv:currency <http://x/currency/USD> ]"
    run_import(turtle(f':a a cpsv:PublicService ; dct:title "X"@sv ; cv:hasCost {cost} .'))
    assert imported("sv").fees_note == "12\xa0USD"


def test_no_markup_and_no_script_comes_in_with_the_words(run_import: Import, turtle: Turtle) -> None:
    output = run_import(
        turtle("""
        :a a cpsv:PublicService ; dct:title "<b>X</b>\\u0000\\u0007"@sv ; cpsv:produces :o ;
           cv:hasChannel [ a cv:Channel ; vcard:hasURL <javascript:alert%281%29> ] ;
           cv:contactPoint [ a cv:ContactPoint ; cv:email "inte en adress" ; cv:telephone "ring oss" ] ;
           cv:hasLegalResource [ a eli:LegalResource ; dct:title "Lag"@sv ] .
        :o a cv:Output ; dct:title "<script>alert(1)</script>"@sv .
    """)
    )
    page = imported("sv")
    assert page.title == "<b>X</b>"
    assert "<script" not in page.what_you_get
    assert "&lt;script" in page.what_you_get
    assert not page.channels
    assert page.laws[0].value["url"] == ""
    for reason in ("is not a web address", "is not an e-mail address", "is not a number"):
        assert reason in output


def test_long_texts_are_parted_and_cut_with_a_warning(run_import: Import, turtle: Turtle) -> None:
    sentence = "Det här är en mening om simhallen. "
    output = run_import(
        turtle(f"""
        :a a cpsv:PublicService ; dct:title "{"Lång " * 80}"@sv ; dct:description "{sentence * 20}"@sv .
    """)
    )
    page = imported("sv")
    assert len(page.title) <= 255
    assert len(page.introduction) <= 300
    assert page.introduction.endswith("simhallen.")
    assert page.what_you_get.count("mening") + page.introduction.count("mening") == 20
    assert "longer than 255 characters; shortened" in output


@pytest.mark.parametrize(("extension", "rdf_format"), [("jsonld", "json-ld"), ("rdf", "pretty-xml")])
def test_json_ld_and_rdf_xml_are_read_by_extension(
    run_import: Import, tmp_path: Path, extension: str, rdf_format: str
) -> None:
    graph = Graph()
    graph.parse(data=Path(EXAMPLE).read_text(encoding="utf-8").replace('"^^rdfs::Literal', '"'), format="turtle")
    path = tmp_path / f"services.{extension}"
    graph.serialize(path, format=rdf_format)
    assert "2 new" in run_import(path)
    assert imported("nb").title == "Skjenkebevilling"
    assert imported("en").title == "Liquor license"
