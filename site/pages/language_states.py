"""How far a page has come in a language."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class State(TextChoices):
    """From nothing to published; outdated: the source was published after the translation was last worked on."""

    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Source has changed")
    DRAFT = "draft", _("Draft")
    MISSING = "missing", _("Missing")


def in_language(pages: QuerySet[Page], code: str) -> QuerySet[Page]:
    """Return the versions in a language; an alias only repeats the source's words and does not count."""
    return pages.filter(locale__language_code=code, alias_of=None)


def state_of(version: Page | None, source: Page) -> State:
    """Return the state of one language's version of a page."""
    if version is None or version.alias_of_id:
        return State.MISSING
    if not version.live:
        return State.DRAFT
    if version.pk == source.pk or not source.last_published_at or not version.latest_revision_created_at:
        return State.PUBLISHED
    behind = version.latest_revision_created_at < source.last_published_at
    return State.OUTDATED if behind else State.PUBLISHED


def state_condition(code: str, state: State) -> Any:
    """Return the condition under which a page's version in a language is in a state; says the same as `state_of`."""
    versions = in_language(Page.objects.filter(translation_key=OuterRef("translation_key")), code)
    if state is State.MISSING:
        return ~Exists(versions)
    if state is State.DRAFT:
        return Exists(versions.filter(live=False))
    behind = Q(latest_revision_created_at__lt=OuterRef("last_published_at")) & ~Q(pk=OuterRef("pk"))
    live = versions.filter(live=True)
    return Exists(live.filter(behind)) if state is State.OUTDATED else Exists(live) & ~Exists(live.filter(behind))
