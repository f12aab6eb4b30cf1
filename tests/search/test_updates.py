"""From a save in the admin to the index: what is recorded, in which transaction, and what is made of it."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction

from pages.models import ContentPage
from people.models import Unit
from search import changes, updates
from search.engine.searching import search
from search.engine.store import Store
from search.models import PromotedResult, SearchChange, SearchSynonym
from search.updates import rebuild, update_indexes

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    page = home.add_child(instance=ContentPage(title="Avdelning", slug="avdelning"))
    update_indexes()
    return page


def add(parent, title, **fields):
    return parent.add_child(instance=ContentPage(title=title, **fields))


def found(text, language="sv"):
    update_indexes()
    return [(hit.title, hit.url) for hit in search(language, text).hits]


def test_first_run_builds_every_language(section):
    assert found("avdelning") == [("Avdelning", "/avdelning/")]
    assert search("nb", "avdelning").count == 0
    assert search("en", "avdelning").count == 0


def test_published_page_is_found_and_unpublished_is_not(section):
    page = add(section, "Glassbaren", introduction="Glass vid havet.")
    assert found("glass") == [("Glassbaren", "/avdelning/glassbaren/")]
    page.unpublish()
    assert found("glass") == []
    page.save_revision().publish()
    assert len(found("glass")) == 1


def test_draft_is_not_found_and_draft_of_a_live_page_changes_nothing(section):
    add(section, "Glassbaren", live=False)
    assert found("glassbaren") == []
    page = add(section, "Bryggan")
    page.title = "Marinan"
    page.save_revision()
    assert found("marinan") == []
    assert len(found("bryggan")) == 1


def test_saving_a_draft_records_nothing(section):
    SearchChange.objects.all().delete()
    section.title = "Utkast"
    section.save_revision()
    assert not SearchChange.objects.exists()


def test_change_is_recorded_in_the_transaction_that_makes_it(section):
    before = SearchChange.objects.count()
    with transaction.atomic():
        add(section, "Glassbaren")
        assert SearchChange.objects.count() > before
        transaction.set_rollback(True)
    assert SearchChange.objects.count() == before


def test_deleted_page_and_those_beneath_it_are_gone(section):
    page = add(section, "Glassbaren")
    add(page, "Glassmenyn")
    assert len(found("glassmenyn")) == 1
    Page.objects.get(pk=page.pk).delete()
    assert found("glassmenyn") == []
    assert found("glassbaren") == []


def test_new_slug_of_a_parent_changes_the_addresses_beneath(section):
    add(section, "Glassbaren")
    update_indexes()
    section.refresh_from_db()
    section.slug = "nytt"
    section.save()
    assert found("glassbaren") == [("Glassbaren", "/nytt/glassbaren/")]


def test_moved_pages_change_their_addresses(section, home):
    page = add(section, "Glassbaren")
    add(page, "Glassmenyn")
    update_indexes()
    MovePageAction(page, home, pos="last-child").execute(skip_permission_checks=True)
    assert found("glassmenyn") == [("Glassmenyn", "/glassbaren/glassmenyn/")]


def test_restricted_section_leaves_the_index_and_comes_back(section):
    add(section, "Glassbaren")
    assert len(found("glassbaren")) == 1
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert found("glassbaren") == []
    restriction.delete()
    assert len(found("glassbaren")) == 1


def test_new_name_of_a_unit_reaches_its_pages(section):
    unit = Unit.objects.create(slug="hamnen", name="Hamnkontoret")
    add(section, "Glassbaren", owner_unit=unit)
    update_indexes()
    unit.name = "Kustkontoret"
    unit.save()
    update_indexes()
    assert search("sv", "glassbaren").hits[0].owner == "Kustkontoret"


def test_page_of_another_language_is_found_only_there(section, homes):
    add(homes["en"], "Ice cream parlour", locale=homes["en"].locale)
    assert len(found("parlour", "en")) == 1
    assert found("parlour", "sv") == []


def test_synonyms_and_promoted_results_reach_the_index(section):
    page = add(section, "Glassbaren")
    SearchSynonym.objects.create(language="sv", words="glassbar, mjukglass")
    promoted = PromotedResult.objects.create(language="sv", query="avdelningen för sommar, sol", page=page)
    assert found("mjukglass") == [("Glassbaren", "/avdelning/glassbaren/")]
    assert [hit.title for hit in search("sv", "avdelning sommar").promoted] == ["Glassbaren"]
    assert [hit.title for hit in search("sv", "sol").promoted] == ["Glassbaren"]
    promoted.delete()
    update_indexes()
    assert search("sv", "sol").promoted == ()


def test_unpublished_page_is_not_promoted(section):
    page = add(section, "Glassbaren")
    PromotedResult.objects.create(language="sv", query="sol", page=page)
    page.unpublish()
    update_indexes()
    assert search("sv", "sol").promoted == ()


def test_change_that_commits_late_is_not_missed(section):
    """Two transactions at once: the one with the lower number commits after the other was read."""
    first = SearchChange.objects.create(model="page", object_id="0", action="update", language="sv")
    late = SearchChange(id=first.id + 1, model="page", language="sv", action="update")
    SearchChange.objects.create(id=first.id + 2, model="page", object_id="0", action="update", language="sv")
    update_indexes()
    assert str(late.id) in Store("sv").state().holes
    page = ContentPage(title="Glassbaren", slug="glass")
    section.add_child(instance=page)
    late.object_id = str(page.pk)
    SearchChange.objects.filter(object_id=str(page.pk)).delete()
    late.save(force_insert=True)
    assert len(found("glassbaren")) == 1
    assert str(late.id) not in Store("sv").state().holes


def test_hole_is_given_up_after_a_while(section):
    state = Store("sv").state()
    state.holes = {"1": 0.0}
    Store("sv").save_state(state)
    SearchChange.objects.create(model="page", object_id="0", action="update", language="sv")
    update_indexes()
    assert Store("sv").state().holes == {}


def test_nothing_new_writes_nothing(section):
    stamp = Store("sv").stamp()
    update_indexes()
    assert Store("sv").stamp() == stamp


def test_idle_run_is_one_query_a_language(section, count_queries):
    with count_queries(3):
        update_indexes()


def test_index_of_another_database_is_rebuilt(section):
    version = Store("sv").current()
    SearchChange.objects.all().delete()
    update_indexes()
    assert Store("sv").current() != version


def test_index_that_slept_longer_than_changes_are_kept_is_rebuilt(section):
    version = Store("sv").current()
    state = Store("sv").state()
    state.read_at -= changes.KEPT_FOR.total_seconds() + 1
    Store("sv").save_state(state)
    update_indexes()
    assert Store("sv").current() != version


def test_broken_index_is_rebuilt_and_a_false_alarm_is_not(section):
    version = Store("sv").current()
    Store("sv").report_broken()
    update_indexes()
    assert Store("sv").current() == version
    assert not Store("sv").is_broken()
    (version / "meta.json").write_text("{")
    Store("sv").report_broken()
    assert found("avdelning") == [("Avdelning", "/avdelning/")]
    assert Store("sv").current() != version


def test_new_words_are_spread_by_a_rebuild_after_a_pause(section, monkeypatch):
    add(section, "Glassbaren")
    update_indexes()
    version = Store("sv").current()
    update_indexes()
    assert Store("sv").current() == version
    monkeypatch.setattr(updates, "REBUILD_PAUSE", 0)
    monkeypatch.setattr(updates, "REBUILD_SHARE", 0)
    update_indexes()
    assert Store("sv").current() != version
    assert not Store("sv").state().has_new_words


def test_one_language_that_fails_keeps_no_other_waiting(section, monkeypatch):
    add(section, "Glassbaren")
    (Store("nb").folder / "current").write_text("v0")
    rebuild_one = updates._rebuild

    def fail_for_norwegian(store):
        if store.language == "nb":
            raise OSError("disk full")
        return rebuild_one(store)

    monkeypatch.setattr(updates, "_rebuild", fail_for_norwegian)
    with pytest.raises(OSError, match="disk full"):
        update_indexes()
    assert len(search("sv", "glassbaren").hits) == 1


def test_index_that_somebody_else_writes_is_left_alone(section):
    add(section, "Glassbaren")
    with Store("sv").writing():
        update_indexes()
    assert search("sv", "glassbaren").count == 0
    assert len(found("glassbaren")) == 1


def test_page_that_cannot_be_described_hides_no_other(section, monkeypatch, caplog):
    add(section, "Glassbaren")
    broken = add(section, "Glassmenyn")
    get_url = ContentPage.get_url

    def fail(page, *args, **kwargs):
        if page.pk == broken.pk:
            raise ValueError("no address")
        return get_url(page, *args, **kwargs)

    monkeypatch.setattr(ContentPage, "get_url", fail)
    assert [title for title, _url in found("glass")] == ["Glassbaren"]
    assert "no search document" in caplog.text


def test_pruning_keeps_the_newest_change_and_the_last_week(section):
    SearchChange.objects.all().delete()
    assert changes.prune() == 0
    old = timezone.now() - changes.KEPT_FOR - datetime.timedelta(hours=1)
    for _ in range(3):
        SearchChange.objects.create(model="page", object_id="1", action="update", made_at=old)
    assert changes.prune() == 2
    SearchChange.objects.create(model="page", object_id="1", action="update")
    assert changes.prune() == 1
    assert changes.prune() == 0


def test_command_rebuilds_and_says_how_many(section, capsys):
    call_command("rebuild_search", "sv")
    assert capsys.readouterr().out.startswith("sv: 1 documents in ")
    call_command("rebuild_search")
    assert "nb: 0 documents" in capsys.readouterr().out
    with pytest.raises(CommandError, match="fi"):
        call_command("rebuild_search", "fi")


def test_index_holds_only_what_is_public(section):
    add(section, "Hemligheten", live=False)
    private = add(section, "Internt")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    rebuild("sv")
    words = json.loads((Store("sv").current() / "words.json").read_text())["counts"]
    assert set(words) == {"avdelning"}
