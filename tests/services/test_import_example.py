"""Digdir's own example: a real service with every class filled in, and every oddity it has."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from services.models import ServiceCategoryPage, ServicePage
from tests.services.conftest import EXAMPLE, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def output(run_import: Callable[..., str]) -> str:
    return run_import(EXAMPLE)


def test_the_service_comes_in_norwegian_and_english_tied_as_translations(output: str) -> None:
    nb, en = imported("nb"), imported("en")
    assert (nb.title, en.title) == ("Skjenkebevilling", "Liquor license")
    assert nb.translation_key == en.translation_key
    assert ServicePage.objects.count() == 2
    assert nb.introduction.startswith("Bevilling for skjenking av alkoholholdig drikk")
    assert "2 new, 0 changed, 0 unchanged" in output


def test_the_pages_are_drafts_with_a_revision_under_a_draft_category_in_their_language(output: str) -> None:
    for language in ("nb", "en"):
        page = ServicePage.objects.get(locale__language_code=language)
        category = page.get_parent().specific
        assert isinstance(category, ServiceCategoryPage)
        assert category.locale.language_code == language
        assert not page.live
        assert not category.live
        assert page.get_latest_revision() is not None
    assert ServiceCategoryPage.objects.count() == 2
    assert len(set(ServiceCategoryPage.objects.values_list("translation_key", flat=True))) == 1


def test_the_processing_time_is_the_services_own_and_each_channels_is_noted(output: str) -> None:
    page = imported("nb")
    assert (page.processing_min, page.processing_max, page.processing_unit) == (None, 6, "days")
    assert "3" in page.processing_note
    assert '"PD3": is not a length of time by ISO 8601; read as P3D' in output


def test_the_fee_keeps_its_currency(output: str) -> None:
    page = imported("nb")
    value = page.fees[0].value
    assert (str(value["amount"]), value["currency"]) == ("0.51", "NOK")
    with override("nb"):
        assert page.fee_lines[0]["amount"] == "0,51\xa0NOK"
    assert page.fee_lines[0]["condition"].startswith("Pr. vareliter")
    assert '"0,51": is not a decimal number; read as 0.51' in output


def test_laws_come_in_the_pages_language_though_the_file_types_them_wrongly(output: str) -> None:
    titles = {language: [block.value["title"] for block in imported(language).laws] for language in ("nb", "en")}
    assert titles["nb"] == [
        "Lov om omsetning av alkoholholdig drikk m.v. (alkoholloven)",
        "Lov om behandlingsmåten i forvaltningssaker (forvaltningsloven)",
    ]
    assert titles["en"][0].startswith("Act on the sale of alcoholic beverages")
    assert imported("nb").laws[0].value["url"] == "https://lovdata.no/dokument/NL/lov/1989-06-02-27"
    assert "is typed as http://www.w3.org/2000/01/rdf-schema#:Literal" in output


def test_contacts_and_channels_come_once_each_with_their_name(output: str) -> None:
    ways = [(block.value["kind"], block.value["value"]) for block in imported("nb").channels]
    assert ways == [
        ("e_service", "https://kommune24-7.no/1813"),
        ("email", "postmottak@bronnoy.kommune.no"),
        ("telephone", "+4775012000"),
        ("visit", "Sivert Nielsens gt. 24, 8905 Brønnøysund"),
    ]
    labels = [block.value["label"] for block in imported("nb").channels]
    assert "Brønnøy kommune, Politisk sekretariat" in labels
    assert '"dcat:contactPoint": is not CPSV-AP' in output


def test_conditions_documents_results_rules_and_keywords_are_there(output: str) -> None:
    page = imported("nb")
    assert "Over 20 år" in page.conditions
    assert "uklanderlig vandel" in page.conditions
    assert page.before_you_start[0].value == "Krav om vandel"
    assert "gruppe 1" in page.what_you_get
    assert "veiledningsplikt" in page.rights_and_duties
    assert page.subject_words.startswith("Alminnelig bevilling, Bevilling for lukket selskap")
    assert imported("en").subject_words.count("Nightclub") == 1


def test_what_groups_the_service_tells_whom_it_is_for(output: str) -> None:
    assert imported("nb").for_businesses
    assert not imported("nb").for_residents


def test_what_was_skipped_is_told(output: str) -> None:
    assert "language nn, which this site does not have: 1 service" in output
    assert "exTjenesteDummy.ttl: a service, but not a public one" in output
    assert "no field for adms:status" in output


def test_every_page_can_be_saved_by_an_editor(output: str) -> None:
    for language in ("nb", "en"):
        page = imported(language)
        page.full_clean()
        for name in ("fees", "channels", "laws", "before_you_start"):
            getattr(page, name).stream_block.clean(getattr(page, name))
