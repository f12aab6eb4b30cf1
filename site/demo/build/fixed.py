"""The home page and the other fixed pages of the demo."""

from typing import Any

from demo.build.tree import Tree, stream
from demo.content import Row, read, read_folder
from eforms.models import EServiceIndexPage
from feedback.models import ContactPage
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from pages.models import AccessibilityStatementPage, ContentPage, StaffDirectoryPage, UnitIndexPage, UnitPage
from services.models import AlphabeticalIndexPage, AudiencePage, ServiceIndexPage, ServicePackageIndexPage

TYPES: dict[str, Any] = {
    "home": HomePage,
    "service_index": ServiceIndexPage,
    "alphabetical_index": AlphabeticalIndexPage,
    "service_package_index": ServicePackageIndexPage,
    "audience": AudiencePage,
    "e_service_index": EServiceIndexPage,
    "contact": ContactPage,
    "unit_index": UnitIndexPage,
    "staff_directory": StaffDirectoryPage,
    "news_index": NewsIndexPage,
    "accessibility_statement": AccessibilityStatementPage,
    "content": ContentPage,
}
WORDS = ("title", "slug", "introduction", "search_description")
STATEMENT = (
    "how_accessible", "report_problem", "report", "supervision", "technical", "inaccessible_content", "testing", "work",
)  # fmt: skip


def build_fixed_pages(tree: Tree, units: dict[str, Any]) -> None:
    """Make the fixed pages, parents before children, each in every language it is written in."""
    rows = read_folder("pages")
    done: set[str] = {""}
    while pending := [key for key in rows if key not in done]:
        ready = sorted((key for key in pending if rows[key]["parent"] in done), key=lambda key: rows[key]["order"])
        if not ready:
            raise ValueError(f"content/pages: no such parent for {', '.join(pending)}")
        for key in ready:
            _fixed_page(tree, key, rows[key], units)
            done.add(key)


def _fixed_page(tree: Tree, key: str, row: Row, units: dict[str, Any]) -> None:
    for language in tree.locales:
        if language in row:
            words = row[language]
            fields = {name: words.get(name, "") for name in WORDS}
            fields.update(owner_unit=units[row["unit"]], show_in_menus=row["in_menu"])
            fields.update(EXTRA.get(row["type"], _nothing)(row, words))
            tree.put(TYPES[row["type"]], key, language, tree.find(row["parent"], language), **fields)


def _nothing(row: Row, words: Row) -> Row:
    return {}


def _audience(row: Row, words: Row) -> Row:
    return {"audience": row["audience"], "icon": row["icon"]}


def _statement(row: Row, words: Row) -> Row:
    facts = {name: row.get(name, "") for name in ("status", "tested_on", "updated_on", "supervision_url")}
    return {**facts, **{name: words.get(name, "") for name in STATEMENT}}


def _contact(row: Row, words: Row) -> Row:
    return {"wrong_doors": stream("doors", [("matter", door) for door in words["wrong_doors"]])}


EXTRA = {"audience": _audience, "accessibility_statement": _statement, "contact": _contact}


def build_unit_pages(tree: Tree, units: dict[str, Any]) -> None:
    """Make a page for each unit, in the order its file gives."""
    for key, row in sorted(read_folder("unit_pages").items(), key=lambda item: item[1]["order"]):
        for language in tree.locales:
            if language in row:
                words = row[language]
                rows = [("authority", authority) for authority in words.get("authorities", [])]
                tree.put(
                    UnitPage, f"unit-{key}", language, tree.find("units", language), owner_unit=units[key],
                    mandate=words["mandate"], authorities=stream(f"unit-{key}", rows),
                    **{name: words.get(name, "") for name in WORDS},
                )  # fmt: skip


def build_news(tree: Tree, units: dict[str, Any], pictures: dict[str, Any]) -> None:
    """Make the news, oldest first."""
    for key, row in sorted(read_folder("news").items(), key=lambda item: item[1]["date"]):
        for language in tree.locales:
            if language in row:
                words = row[language]
                tree.put(
                    NewsPage, f"news-{key}", language, tree.find("news", language), owner_unit=units[row["unit"]],
                    published_on=row["date"], image=pictures[row["picture"]],
                    **{name: words.get(name, "") for name in WORDS},
                )  # fmt: skip


def link_home(tree: Tree, pictures: dict[str, Any]) -> None:
    """Give home its tasks and shortcuts, and the list of e-services its links, now that all pages exist."""
    home, services = read("pages/home"), read("pages/e-services")
    for language in tree.locales:
        page: Any = tree.find("home", language)
        page.hero_image = pictures[home["picture"]]
        tasks = [("task", _task(tree, row, language)) for row in home["top_tasks"] if language in row["label"]]
        page.top_tasks = stream("tasks", [task for task in tasks if task[1]["page"]][:8])
        shortcuts = [("shortcut", _shortcut(tree, row, language)) for row in home["shortcuts"] if language in row]
        page.shortcuts = stream("shortcuts", [entry for entry in shortcuts if entry[1]["page"]][:6])
        page.save()
        index: Any = tree.find("e-services", language)
        entries = [("e_service", _e_service(tree, row, language)) for row in services["e_services"] if language in row]
        index.e_services = stream("e-services", entries)
        index.save()


def target(tree: Tree, row: Row, language: str) -> int | None:
    """Return the id of the page that a link row names, None when it is not translated."""
    key = f"service-{row['service']}" if "service" in row else row.get("page", "")
    page = tree.find(key, language)
    return page.pk if page else None


def _task(tree: Tree, row: Row, language: str) -> Row:
    return {"label": row["label"][language], "page": target(tree, row, language), "url": ""}


def _shortcut(tree: Tree, row: Row, language: str) -> Row:
    words = row[language]
    return {**words, "icon": row["icon"], "page": target(tree, row, language), "url": ""}


def _e_service(tree: Tree, row: Row, language: str) -> Row:
    page = target(tree, row, language) if row.get("service") else None
    return {**row[language], "url": row["url"], "needs_eid": row.get("eid", False), "service": page}
