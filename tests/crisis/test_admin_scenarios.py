"""The scenario editor: what is saved is exported for the shell, listed in the reader's order, and can be looked at."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from crisis import publishing
from crisis.models import DutyPerson, Scenario
from tests.crisis.admin_staff import url
from tests.factories.crisis import make_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PARTS = ("headline", "happened", "affected", "do_now", "do_not", "help", "questions", "confirmed", "not_true", "strip",
         "map_text")  # fmt: skip


def text(language, name, headline, **parts):
    return {"language": language, "name": name, **dict.fromkeys(PARTS, ""), "headline": headline, **parts}


def sent(*texts, **values):
    """Return what the editor's form sends."""
    scenario = {
        "key": "gas-leak", "level": "3", "next_update_hours": "2", "review_on": "", "sort_order": "0", "map_url": "",
        "alert_category": "Safety", "alert_event": "", "alert_urgency": "Immediate", "alert_severity": "Severe",
        "alert_certainty": "Observed", "alert_response": "Monitor",
    }  # fmt: skip
    return nested_form_data({**scenario, **values, "texts": inline_formset(list(texts))})


def test_a_new_scenario_is_offered_and_exported(kris, django_capture_on_commit_callbacks):
    texts = (
        text("sv", "Gasläcka", "Gas läcker", happened="Det läcker gas i {where: hamnen}."),
        text("fi", "Kaasu", "Kaasua"),
    )
    with django_capture_on_commit_callbacks(execute=True):
        answer = kris.post(reverse("crisis_scenarios:add"), sent(*texts))
    assert answer.status_code == 302, answer.context["form"].errors
    exported = json.loads((publishing.root() / "scenarios/gas-leak.json").read_text())
    assert exported["texts"]["fi"]["headline"] == "Kaasua"
    page = kris.get(url("on", "gas-leak"))
    assert page.context["form"].blank_names == ["where"]
    assert [preview.tag for preview in page.context["previews"]] == ["sv", "nb", "en", "fi"]
    notes = {preview.tag: bool(preview.note) for preview in page.context["previews"]}
    assert notes == {"sv": False, "nb": True, "en": True, "fi": False}, "a missing language is said to be missing"


@pytest.mark.parametrize("wrong", [{"key": "Gas läcka"}, {"level": "7"}, {"next_update_hours": "-1"}])
def test_what_cannot_be_a_scenario_is_refused_in_the_form(kris, wrong):
    answer = kris.post(reverse("crisis_scenarios:add"), sent(text("sv", "Gas", "Gas"), **wrong))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Scenario.objects.exists()


def test_a_scenario_needs_a_text(kris):
    assert kris.post(reverse("crisis_scenarios:add"), sent()).status_code == 200
    assert not Scenario.objects.exists()


def test_a_language_stands_once_in_a_scenario(kris):
    texts = text("sv", "Gas", "Gas"), text("sv", "Gas igen", "Gas")
    answer = kris.post(reverse("crisis_scenarios:add"), sent(*texts))
    assert answer.status_code == 200
    assert not Scenario.objects.exists()


def test_the_list_leads_to_what_visitors_would_see(kris, django_assert_max_num_queries):
    make_scenario()
    index = reverse("crisis_scenarios:index")
    assert url("on", "drinking-water") in kris.get(index).content.decode()
    with django_assert_max_num_queries(40) as few:
        kris.get(index)
    for number in range(8):
        make_scenario(f"scenario-{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        kris.get(index)
    assert (
        url("on", "scenario-1")
        in kris.get(reverse("crisis_scenarios:edit", args=[Scenario.objects.get(key="scenario-1").pk])).content.decode()
    )


def test_texts_that_nobody_has_read_for_too_long_are_pointed_out(kris):
    make_scenario(review_on=timezone.localdate() - datetime.timedelta(days=1))
    assert kris.get(url("on", "drinking-water")).context["review_note"]
    Scenario.objects.update(review_on=timezone.localdate() + datetime.timedelta(days=1))
    assert not kris.get(url("on", "drinking-water")).context["review_note"]


def test_the_duty_list_is_kept_by_crisis_staff(kris):
    data = {
        "name": "Ada Nord",
        "role": "Vakt",
        "telephone": "070-174 06 05",
        "email": "",
        "user": "",
        "sort_order": "1",
    }
    answer = kris.post(reverse("crisis_duty:add"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    person = DutyPerson.objects.get()
    assert (person.name, person.has_reminders) == ("Ada Nord", False)
    assert "Ada Nord" in kris.get(reverse("crisis_duty:index")).content.decode()
