"""The estimate of a service page's printed length; tests/browser/test_print.py compares it with paper."""

import pytest
from wagtail.fields import RichTextField

from services import a4
from services.length_panel import FULL, NEARLY_FULL, state_of
from services.models import ServicePage
from tests.factories.pages import ServicePageFactory

RICH_TEXTS = ["conditions", "what_you_get", "special_cases", "guarantee", "rights_and_duties", "appeal"]


@pytest.fixture
def page(db):
    return ServicePageFactory.build()


def test_an_empty_page_fills_the_frame_only(page):
    assert 0 < a4.fullness(page) < 30


@pytest.mark.parametrize("name", [*RICH_TEXTS, "target_group", "desk_help", "introduction"])
def test_every_text_counts(page, name):
    before = a4.fullness(page)
    setattr(page, name, "<p>" + "Ett ord till. " * 60 + "</p>")
    assert a4.fullness(page) > before


def test_every_rich_text_of_a_service_page_is_in_the_estimate():
    rich = {field.name for field in ServicePage._meta.local_fields if isinstance(field, RichTextField)}
    assert rich == set(RICH_TEXTS)
    assert rich <= set(a4.FIELDS)


def test_paragraphs_and_list_items_are_rows_of_their_own():
    html = "<p>Ett &amp; två</p><ul><li>tre</li><li>  fyra\n fem </li></ul><p></p>"
    assert a4.rich_rows(html) == ["Ett & två", "tre", "fyra fem"]


def test_first_e_service_stands_in_the_box_and_not_among_the_other_ways(page):
    value = {"kind": "e_service", "label": "Ansök", "value": "https://norrvik.example/", "needs_eid": False}
    page.channels = [("channel", value), ("channel", {**value, "label": "Följ"})]
    content = a4.sheet(page)
    assert content["action"]
    assert content["rows"]["channels"] == ["Följ"]


@pytest.mark.parametrize(
    ("percent", "state"), [(0, "fits"), (NEARLY_FULL, "nearly"), (FULL, "nearly"), (FULL + 1, "over")]
)
def test_meter_warns_before_the_page_is_full(percent, state):
    assert state_of(percent) == state


def test_box_is_left_out_when_there_is_nothing_to_say(page):
    assert not page.has_facts
    page.is_free = True
    assert page.has_facts
