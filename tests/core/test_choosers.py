"""The words of a chooser follow the reader, not whoever came first."""

from django.utils import translation
from wagtail.snippets.widgets import AdminSnippetChooser

from people.models import Unit


def test_a_choosers_words_follow_the_reader() -> None:
    with translation.override("en"):
        widget = AdminSnippetChooser(model=Unit)
        english = str(widget.choose_one_text), str(widget.choose_another_text), str(widget.link_to_chosen_text)
    with translation.override("sv"):
        swedish = str(widget.choose_one_text), str(widget.choose_another_text), str(widget.link_to_chosen_text)
        html = widget.render("unit", None, {"id": "unit"})
    assert english == ("Choose unit", "Choose another unit", "Edit this unit")
    assert not set(english) & set(swedish)
    assert swedish[0] in html


def test_words_given_by_the_field_stay() -> None:
    assert AdminSnippetChooser(model=Unit, choose_one_text="Vem svarar?").choose_one_text == "Vem svarar?"
