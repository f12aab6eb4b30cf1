"""Where the search lives in each language; these addresses are fixed, unlike those of pages."""

from django.conf import settings
from django.urls import reverse

# Language: (search, suggestions).
PATHS = {
    "sv": ("sok/", "sok/forslag"),
    "nb": ("sok/", "sok/forslag"),
    "nn": ("sok/", "sok/forslag"),
    "en": ("search/", "search/suggest"),
}
OTHERS = ("search/", "search/suggest")


def paths_of(language: str) -> tuple[str, str]:
    """Return the paths of search and suggestions, with the language's prefix and without a leading slash."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    search, suggestions = PATHS.get(language, OTHERS)
    return prefix + search, prefix + suggestions


def search_url(language: str) -> str:
    """Return the address of the search page in a language."""
    return reverse(f"search:search-{language}")


def suggest_url(language: str) -> str:
    """Return the address that gives suggestions in a language."""
    return reverse(f"search:suggest-{language}")
