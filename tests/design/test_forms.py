"""Forms: no browser bubbles, no asterisks, faults named, linked and described."""

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.translation import override

from design.forms import AccessibleFormMixin
from design.widgets import DateGroupField


class ExampleForm(AccessibleFormMixin, forms.Form):
    name = forms.CharField(label="Name", help_text="First and last")
    email = forms.EmailField(label="E-mail", required=False)
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "Praise"), ("b", "Complaint")])
    topics = forms.MultipleChoiceField(
        label="Topics", required=False, widget=forms.CheckboxSelectMultiple, choices=[("x", "Roads"), ("y", "School")]
    )
    agree = forms.BooleanField(label="I agree")
    when = DateGroupField(label="When")
    own_words = forms.CharField(label="Place", error_messages={"required": "Say where it is"})
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(form):
    with override("en"):
        return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def summary(form):
    with override("en"):
        return render_to_string("components/error_summary.html", {"form": form})


@pytest.fixture
def faulty():
    with override("en"):
        form = ExampleForm({"email": "not an address", "when_day": "31", "when_month": "2", "when_year": "2026"})
        form.is_valid()
    return form


def test_browser_does_not_check_and_nothing_is_marked_required():
    html = rendered(ExampleForm())
    assert "novalidate" in html
    assert " required" not in html
    assert "*" not in html


def test_optional_fields_say_so():
    html = rendered(ExampleForm())
    assert html.count("(optional)") == 2


def test_public_form_sets_no_csrf_cookie():
    assert "csrfmiddlewaretoken" not in rendered(ExampleForm())


def test_fault_is_tied_to_its_field(faulty):
    html = rendered(faulty)
    assert 'id="id_email_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_group_has_a_legend_and_describes_its_fault(faulty):
    html = rendered(faulty)
    assert html.count("<legend>") == 3
    assert 'aria-describedby="id_kind_error"' in html


def test_typed_text_is_kept(faulty):
    assert 'value="not an address"' in rendered(faulty)


def test_chosen_option_stays_chosen():
    html = rendered(ExampleForm({"kind": "b", "topics": ["x"]}))
    chosen = [part for part in html.split("<input")[1:] if "checked" in part.split(">")[0]]
    assert len(chosen) == 2
    assert 'value="b"' in chosen[0]
    assert 'value="x"' in chosen[1]


def test_summary_links_to_the_first_control_of_each_fault(faulty):
    html = summary(faulty)
    for target in ("id_name", "id_email", "id_kind_0", "id_agree", "id_when_0", "id_own_words"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in rendered(faulty)


def test_summary_can_take_the_focus_and_has_a_heading(faulty):
    html = summary(faulty)
    assert 'tabindex="-1"' in html
    assert "data-error-summary" in html
    assert "<h2" in html


def test_no_fault_no_summary():
    assert summary(ExampleForm()).strip() == ""


def test_summary_and_field_say_the_same(faulty):
    with override("en"):
        messages = [str(error) for field in faulty.visible_fields() for error in field.errors]
    assert len(messages) == 6
    for message in messages:
        assert message in summary(faulty)
        assert message in rendered(faulty)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("name", "Fill in: Name"),
        ("kind", "Choose an answer: Kind"),
        ("agree", "Tick the box: I agree"),
        ("own_words", "Say where it is"),
    ],
)
def test_message_about_an_empty_field_names_it(field, message):
    with override("en"):
        assert ExampleForm({}).errors[field] == [message]


def test_date_in_three_parts_forgives_blanks():
    assert DateGroupField().clean([" 27 ", "3", "2027"]).isoformat() == "2027-03-27"


@pytest.mark.parametrize("parts", [["31", "2", "2026"], ["a", "b", "c"], ["1", "1", "99999"]])
def test_date_that_does_not_exist_is_refused(parts):
    with pytest.raises(forms.ValidationError):
        DateGroupField().clean(parts)


def test_date_not_asked_for_may_be_left_out():
    assert DateGroupField(required=False).clean(["", "", ""]) is None
