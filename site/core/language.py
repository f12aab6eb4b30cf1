"""Which language an address is in: the first part of its path says so (D10)."""

from django.conf import settings


def language_of_path(path: str) -> str:
    """Return the language whose prefix the path has, the default language without one."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE
