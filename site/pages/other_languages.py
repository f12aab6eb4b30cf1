"""Finding what a missing address means in another language."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page, Site


@dataclass(frozen=True)
class Suggestion:
    """A page that exists in another language under the address somebody asked for."""

    language_code: str
    language_name: str
    title: str
    url: str


def suggest(path: str, language: str) -> Suggestion | None:
    """Return the published page that a missing path in one language stands for in another, None without one.

    Three ways to it: the same path (`/en/tjanster/bygglov/`), the translation of a page that is not published in this
    language, and the translated sections with the other language's own last parts (`/en/services/bygglov/`).
    """
    roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] == language and language != settings.LANGUAGE_CODE:
        parts = parts[1:]
    if not parts:
        return None
    others = [code for code in settings.MUNICIPALITY.languages if code != language and code in roots]
    wanted = {roots[code] + _joined(parts): code for code in others}
    if language in roots:
        wanted |= _through_sections(roots[language], parts, others)
    pages = Page.objects.live().filter(url_path__in=wanted).select_related("locale")
    found = sorted(pages, key=lambda page: others.index(page.locale.language_code))
    return next((_suggestion(page) for page in found if not page.get_view_restrictions().exists()), None)


def _joined(parts: list[str]) -> str:
    return "".join(f"{part}/" for part in parts)


def _through_sections(root: str, parts: list[str], others: list[str]) -> dict[str, str]:
    """Return paths in other languages: the deepest page on the way, published or not, translated, with the rest."""
    on_the_way = {root + _joined(parts[:count]): count for count in range(1, len(parts) + 1)}
    deepest = Page.objects.filter(url_path__in=on_the_way).order_by("-depth").first()
    if deepest is None:
        return {}
    rest = _joined(parts[on_the_way[deepest.url_path] :])
    translations = Page.objects.filter(translation_key=deepest.translation_key, locale__language_code__in=others)
    rows = translations.values_list("url_path", "locale__language_code")
    return {url_path + rest: code for url_path, code in rows}


def _suggestion(page: Page) -> Suggestion:
    code = page.locale.language_code
    return Suggestion(code, settings.MUNICIPALITY.language_names[code], page.title, page.get_url())
