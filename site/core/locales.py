"""The ids of the site's locales, remembered by each process: looked up on every page, changed never."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.models import Locale

KEY = "core.locale-ids"


def locale_ids() -> dict[str, int]:
    """Return the id of each locale by language code."""
    ids: dict[str, int] | None = cache.get(KEY)
    if ids is None:
        ids = dict(Locale.objects.values_list("language_code", "pk"))
        cache.set(KEY, ids, 3600)
    return ids


def active_locale_id() -> int | None:
    """Return the id of the current language's locale, None before the locales exist."""
    return locale_ids().get(get_language() or settings.LANGUAGE_CODE)


@receiver([post_save, post_delete], sender=Locale)
def forget(**kwargs: Any) -> None:
    """Read the locales again after a change."""
    cache.delete(KEY)
