"""Importing again: nothing twice, changes follow, an editor's words stay."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import PageLogEntry, Revision

from core.blocks.body import RICH_TEXT
from services.models import ServiceCategoryPage, ServicePage
from tests.factories.pages import ServiceCategoryPageFactory
from tests.services.conftest import EXAMPLE, imported

pytestmark = pytest.mark.django_db

Import = Callable[..., str]
Turtle = Callable[..., Path]

ONE = ':s a cpsv:PublicService ; dct:title "{title}"@sv, "{title}"@en ; dct:description "{text}"@sv .'


def test_the_second_time_changes_nothing(run_import: Import) -> None:
    run_import(EXAMPLE)
    before = (ServicePage.objects.count(), Revision.objects.count(), PageLogEntry.objects.count())
    assert "0 new, 0 changed, 2 unchanged" in run_import(EXAMPLE)
    assert (ServicePage.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_a_page_changed_by_an_editor_is_listed_and_left_alone(run_import: Import, turtle: Turtle) -> None:
    run_import(turtle(ONE.format(title="Simhall", text="Första.")))
    page = imported("sv")
    page.introduction = "Redaktörens text."
    page.save_revision()
    output = run_import(turtle(ONE.format(title="Simhall", text="Andra.")))
    assert "Edited since the import, left as it is: Simhall (sv), https://data.example/s" in output
    assert "0 new, 0 changed, 1 unchanged, 1 edited" in output
    assert imported("sv").introduction == "Redaktörens text."


def test_a_changed_file_changes_pages_nobody_has_edited(run_import: Import, turtle: Turtle) -> None:
    run_import(turtle(ONE.format(title="Simhall", text="Första.")))
    output = run_import(turtle(ONE.format(title="Simhall", text="Andra.")))
    assert "0 new, 1 changed, 1 unchanged" in output
    assert imported("sv").introduction == "Andra."
    assert "0 new, 0 changed, 2 unchanged" in run_import(turtle(ONE.format(title="Simhall", text="Andra.")))


def test_saving_in_the_editor_without_changing_anything_is_no_edit(run_import: Import, turtle: Turtle) -> None:
    text = ONE.format(title="Simhall", text="Text.")
    rule = """ :s cpsv:produces :o ; cv:hasCost [ a cv:Cost ; cv:hasValue "65.00"^^xsd:double ] ;
        cv:contactPoint [ a cv:ContactPoint ; cv:telephone "0910-55" ] .
        :o a cv:Output ; dct:title "Kort"@sv ; dct:description "Bo's & Co <3"@sv ."""
    run_import(turtle(text + rule))
    page = imported("sv")
    assert "&amp;" in page.what_you_get
    editor = ContentstateConverter(features=RICH_TEXT)
    for name in ("conditions", "what_you_get", "rights_and_duties"):
        setattr(page, name, editor.to_database_format(editor.from_database_format(getattr(page, name))))
    assert "data-block-key" in page.what_you_get
    for name in ("fees", "channels", "laws", "before_you_start"):
        setattr(page, name, getattr(page, name).stream_block.clean(getattr(page, name)))
    page.save_revision()
    assert "1 changed" in run_import(turtle(ONE.format(title="Simhall", text="Andra.") + rule))


def test_a_published_page_keeps_its_text_until_the_change_is_published(run_import: Import, turtle: Turtle) -> None:
    run_import(turtle(ONE.format(title="Simhall", text="Första.")))
    imported("sv").get_latest_revision().publish()
    run_import(turtle(ONE.format(title="Simhall", text="Andra.")))
    page = ServicePage.objects.get(locale__language_code="sv")
    assert page.live
    assert page.introduction == "Första."
    assert page.has_unpublished_changes
    assert imported("sv").introduction == "Andra."


def test_a_language_added_later_becomes_a_translation(run_import: Import, turtle: Turtle) -> None:
    run_import(turtle(':s a cpsv:PublicService ; dct:title "Simhall"@sv .'))
    output = run_import(turtle(':s a cpsv:PublicService ; dct:title "Simhall"@sv, "Svømmehall"@nb .'))
    assert "1 new, 0 changed, 1 unchanged" in output
    assert imported("nb").translation_key == imported("sv").translation_key


def test_another_source_is_another_service(run_import: Import, turtle: Turtle) -> None:
    path = turtle(':s a cpsv:PublicService ; dct:title "Simhall"@sv .')
    run_import(path, "--source", "ale")
    assert "1 new" in run_import(path, "--source", "uppsala")
    slugs = ServicePage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == ["simhall", "simhall-2"]


def test_a_trial_run_says_the_same_and_saves_nothing(run_import: Import) -> None:
    output = run_import(EXAMPLE, "--dry-run")
    assert "2 new, 0 changed, 0 unchanged" in output
    assert "Nothing was saved" in output
    assert not ServicePage.objects.exists()
    assert not ServiceCategoryPage.objects.exists()


def test_services_go_under_the_category_asked_for(run_import: Import, turtle: Turtle, homes: dict) -> None:
    index = homes["sv"].get_children().first()
    ServiceCategoryPageFactory(parent=index, title="Fritid", slug="fritid")
    run_import(turtle(':s a cpsv:PublicService ; dct:title "Simhall"@sv .'), "--category", "fritid")
    assert imported("sv").get_parent().slug == "fritid"


def test_a_category_that_is_not_there_is_an_error_and_nothing_is_saved(run_import: Import) -> None:
    with pytest.raises(CommandError, match="there is no service category nowhere"):
        run_import(EXAMPLE, "--category", "nowhere")
    assert not ServicePage.objects.exists()


def test_a_missing_translation_of_the_category_leaves_nothing_half_imported(
    run_import: Import, turtle: Turtle, homes: dict
) -> None:
    ServiceCategoryPageFactory(parent=homes["sv"].get_children().first(), title="Fritid", slug="fritid")
    with pytest.raises(CommandError, match="no page in the language en"):
        run_import(turtle(ONE.format(title="Simhall", text="x")), "--category", "fritid")
    assert not ServicePage.objects.exists()
