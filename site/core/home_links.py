"""Links home: while a crisis has taken the home page they lead to the ordinary one at /start/ (D9)."""

from collections.abc import Callable

from django.conf import settings

# Asked in turn whether something else stands where the home page was; apps fill it in AppConfig.ready().
is_replaced: list[Callable[[], bool]] = []


def home_paths() -> dict[str, str]:
    """Return the path of each language's home page."""
    first, *others = settings.MUNICIPALITY.languages
    return {first: "/", **{code: f"/{code}/" for code in others}}


def to_ordinary(url: str | None) -> str | None:
    """Return a link as ordinary pages show it: to the ordinary home page where the home page is another now."""
    if url in home_paths().values() and any(ask() for ask in is_replaced):
        return f"{url}start/"
    return url
