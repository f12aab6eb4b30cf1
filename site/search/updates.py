"""Brings this node's indexes up to date with the change table, and rebuilds those that are missing or broken."""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max, Q
from wagtail.models import Page

from core.registries import searchables
from search.changes import KEPT_FOR
from search.engine.analysis import analysis_of
from search.engine.editorial import Editorial
from search.engine.schema import whole
from search.engine.store import IndexBusy, IndexUnavailable, State, Store
from search.engine.writer import build, is_sound, update
from search.indexing import all_entries, entries_of, key_of
from search.models import PromotedResult, SearchChange, SearchSynonym
from search.models.editorial import split_words

logger = logging.getLogger(__name__)

SETTLED_AFTER = 10 * 60  # seconds; a change that is missing for longer was rolled back
LOOKED_BACK = 1000  # changes before a rebuild that may belong to transactions still running then
REBUILD_PAUSE = 60.0  # seconds at least between a rebuild and one for new words' sake …
REBUILD_SHARE = 200  # … and so many times as long as a rebuild takes


def languages() -> list[str]:
    """Return the languages that have an index."""
    return [code for code, _ in settings.LANGUAGES]


def update_indexes() -> None:
    """Read new changes into each language's index. One that fails does not keep the others waiting."""
    failed: list[Exception] = []
    for language in languages():
        try:
            _update_index(Store(language))
        except IndexBusy:
            continue
        except Exception as error:
            logger.exception("the search index could not be updated", extra={"language": language})
            failed.append(error)
    if failed:
        raise failed[0]


def rebuild(language: str, wait: bool = True) -> int:
    """Write a language's index anew from the database; return the number of documents."""
    store = Store(language)
    with store.writing(wait=wait):
        return _rebuild(store)


def _update_index(store: Store) -> None:
    with store.writing():
        state = _usable_state(store)
        if state is None:
            _rebuild(store)
            return
        unread = _unread(state)
        if unread is None:
            _rebuild(store)
            return
        wanted = [change for change in unread if change.language in ("", store.language)]
        if wanted:
            _apply(store, state, wanted)
        if unread or time.time() - state.read_at > SETTLED_AFTER:
            _mark_read(state, {change.id for change in unread})
            store.save_state(state)


def _usable_state(store: Store) -> State | None:
    """Return how far the index has come; None when it must be rebuilt."""
    try:
        state = store.state()
    except IndexUnavailable:
        return None
    if store.is_broken():
        if not is_sound(store):
            return None
        store.clear_broken()
    now = time.time()
    slept_too_long = now - state.read_at > KEPT_FOR.total_seconds()
    pause = max(REBUILD_PAUSE, REBUILD_SHARE * state.build_seconds)
    has_words_to_spread = state.has_new_words and now - state.built_at > pause
    return None if slept_too_long or has_words_to_spread else state


def _unread(state: State) -> list[SearchChange] | None:
    """Return the changes not read yet; None when the last one read is gone, so that this is another database."""
    holes = [int(number) for number in state.holes]
    found = list(SearchChange.objects.filter(Q(id__gte=state.top) | Q(id__in=holes)))
    if state.top and not any(change.id >= state.top for change in found):
        return None
    return [change for change in found if change.id != state.top]


def _mark_read(state: State, seen: set[int]) -> None:
    now = time.time()
    top = max(seen, default=state.top)
    for number in range(state.top + 1, top):
        state.holes.setdefault(str(number), now)
    state.holes = {
        number: missed_at
        for number, missed_at in state.holes.items()
        if int(number) not in seen and now - missed_at < SETTLED_AFTER
    }
    state.top = max(top, state.top)
    state.read_at = now


def _state_now() -> State:
    """Return the state of an index that is built from what the database holds now."""
    newest = SearchChange.objects.aggregate(newest=Max("id"))["newest"] or 0
    first = max(1, newest - LOOKED_BACK)
    seen = set(SearchChange.objects.filter(id__gte=first).values_list("id", flat=True))
    now = time.time()
    return State(top=newest, holes={str(number): now for number in range(first, newest) if number not in seen})


def _apply(store: Store, state: State, changes: list[SearchChange]) -> None:
    if any(change.action == SearchChange.Action.EDITORIAL for change in changes):
        write_editorial(store)
    keys = set(_keys(changes, store.language))
    if keys:
        entries = list(entries_of(store.language, keys))
        gone = keys - {entry.key for entry in entries}
        state.has_new_words |= update(store, entries, gone)


def _keys(changes: Iterable[SearchChange], language: str) -> Iterable[str]:
    """Give the keys of all objects that a list of changes touches."""
    by_action: dict[str, list[SearchChange]] = defaultdict(list)
    for change in changes:
        by_action[change.action].append(change)
    for action in (SearchChange.Action.UPDATE, SearchChange.Action.DELETE, SearchChange.Action.TREE):
        yield from (change.key for change in by_action[action])
    trees = Page.objects.filter(pk__in=[change.object_id for change in by_action[SearchChange.Action.TREE]])
    for page in trees:
        below = page.get_descendants().filter(locale__language_code=language)
        yield from (f"page:{pk}" for pk in below.values_list("pk", flat=True))
    units = [change.object_id for change in by_action[SearchChange.Action.UNIT]]
    if units:
        yield from _keys_of_units(units)


def _keys_of_units(units: list[str]) -> Iterable[str]:
    """Give the keys of all objects that name one of these units as theirs."""
    for searchable in searchables:
        names = {field.name for field in searchable.model._meta.get_fields()}
        for name in names.intersection(("owner_unit", "unit")):
            owned = searchable.model._default_manager.filter(**{f"{name}__in": units})
            yield from (key_of(instance) for instance in owned.only("pk"))


def _rebuild(store: Store) -> int:
    state = _state_now()
    write_editorial(store)
    entries = list(all_entries(store.language))
    build(store, entries, state)
    return len(entries)


def write_editorial(store: Store) -> None:
    """Write synonyms and promoted results beside the index."""
    analysis = analysis_of(store.language)
    groups = SearchSynonym.objects.filter(language=store.language).values_list("words", flat=True)
    promoted: dict[str, tuple[str, ...]] = {}
    for result in PromotedResult.objects.filter(language=store.language).order_by("position", "id"):
        for query in split_words(result.query):
            key = whole(query, analysis)
            promoted[key] = (*promoted.get(key, ()), f"page:{result.page_id}")
    Editorial(tuple(tuple(split_words(words)) for words in groups), promoted).write(store.editorial)
