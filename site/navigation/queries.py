"""Reads for header, breadcrumb, section menu, language switch and footer: four queries for all of them."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page, Site

from core.home_links import to_ordinary
from core.locales import locale_ids
from navigation.models import Footer, SocialMediaAccount
from people.models import Unit
from people.queries import public_units

HOME_DEPTH = 2


class Frame:
    """Every page that stands around the one being shown, fetched at once."""

    def __init__(self, page: Page | None, language: str) -> None:
        self.page = page
        self.language = language
        self.footer = Footer.objects.filter(locale_id=locale_ids().get(language, 0)).first()
        roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
        self.home_path = roots.get(language, "")
        self.pages = list(
            Page.objects.live()
            .filter(self._wanted(list(roots.values())))
            .select_related("locale")
            .only(
                "title", "slug", "path", "depth", "numchild", "url_path", "show_in_menus", "translation_key",
                "locale__language_code", "live", "content_type",
            )
            .order_by("path")
        )  # fmt: skip
        self.contact_unit = self._fetch_units()

    def _wanted(self, homes: list[str]) -> Q:
        """Return the condition: homes and menu entries always; with a page its line, neighbours and translations."""
        wanted = Q(url_path__in=homes) | Q(
            show_in_menus=True, depth=HOME_DEPTH + 1, url_path__startswith=self.home_path
        )
        linked = Page.objects.filter(pk__in=self._linked_ids()).values("translation_key")
        wanted |= Q(translation_key__in=linked)
        page = self.page
        if page is None:
            return wanted
        line = [page.path[: page.steplen * level] for level in range(HOME_DEPTH, page.depth)]
        wanted |= Q(path__in=line) | Q(translation_key=page.translation_key)
        if page.depth > HOME_DEPTH:
            wanted |= Q(path__startswith=page.path, depth=page.depth + 1)
        if page.depth > HOME_DEPTH + 1:
            wanted |= Q(path__startswith=page.path[: -page.steplen], depth=page.depth)
        return wanted

    def menu(self) -> list[dict[str, Any]]:
        """Return the main menu: pages under home that are marked for menus."""
        entries = [
            page
            for page in self.pages
            if page.depth == HOME_DEPTH + 1 and page.show_in_menus and page.url_path.startswith(self.home_path)
        ]
        return [self._entry(page) for page in entries]

    def breadcrumbs(self) -> list[dict[str, Any]]:
        """Return the pages above the current one, home first; only home where there is no page."""
        if self.page is None:
            return [self._entry(page) for page in self.pages if page.url_path == self.home_path]
        above = [page for page in self.pages if self.page.path.startswith(page.path) and page.depth < self.page.depth]
        return [self._entry(page) for page in above if page.depth >= HOME_DEPTH]

    def section(self) -> list[dict[str, Any]]:
        """Return the children of the current page, else its neighbours; nothing on the first level without children."""
        page = self.page
        if page is None or page.depth <= HOME_DEPTH:
            return []
        children = [item for item in self.pages if item.path.startswith(page.path) and item.depth == page.depth + 1]
        parent = page.path[: -page.steplen]
        beside = [item for item in self.pages if item.path.startswith(parent) and item.depth == page.depth]
        return [self._entry(item) for item in children or (beside if page.depth > HOME_DEPTH + 1 else [])]

    def languages(self, urls: dict[str, str]) -> list[dict[str, Any]]:
        """Return each language with the address that keeps the place, or its home page when there is none."""
        translated = {
            page.locale.language_code: page
            for page in self.pages
            if self.page is not None and page.translation_key == self.page.translation_key
        }
        homes = {page.locale.language_code: page for page in self.pages if page.depth == HOME_DEPTH}
        links = []
        for code, name in settings.LANGUAGES:
            page = translated.get(code)
            url = urls.get(code) or (page.get_url() if page else None)
            home = homes.get(code)
            links.append(
                {
                    "code": code,
                    "name": name,
                    "url": to_ordinary(url or (home.get_url() if home else f"/{code}/")),
                    "is_current": code == self.language,
                    "is_translated": bool(url),
                }
            )
        return links

    def footer_content(self) -> dict[str, Any]:
        """Return the footer's text, columns of links, social media accounts and the unit whose hours it shows."""
        return {
            "text": self.footer.text if self.footer else "",
            "columns": [self._column(block["value"]) for block in self._columns()],
            "social_media": list(SocialMediaAccount.objects.filter(in_footer=True)),
            "unit": self.contact_unit,
        }

    def _columns(self) -> list[dict[str, Any]]:
        """Return the footer's columns as they are stored; their pages come with the other pages around this one."""
        return list(self.footer.columns.raw_data) if self.footer else []

    def _linked_ids(self) -> set[int]:
        links = [link for column in self._columns() for link in stored_items(column["value"]["links"])]
        return {link["page"] for link in links if link.get("page")}

    def _column(self, value: dict[str, Any]) -> dict[str, Any]:
        links = [self._link(link) for link in stored_items(value["links"])]
        return {"heading": value["heading"], "links": [link for link in links if link["href"]]}

    def _link(self, link: dict[str, Any]) -> dict[str, Any]:
        """Return a footer link with the page in the current language when there is one, else the chosen page."""
        chosen = next((page for page in self.pages if page.pk == link.get("page")), None)
        if chosen is None:
            return {"label": link["label"], "href": link.get("url") or "", "is_external": True}
        same = (page for page in self.pages if page.translation_key == chosen.translation_key)
        page = next((page for page in same if page.locale.language_code == self.language), chosen)
        return {"label": link["label"], "href": to_ordinary(page.get_url()) or "", "is_external": False}

    def _fetch_units(self) -> Unit | None:
        """Fetch the contact centre for the footer and the page's own unit, which the page then has at hand."""
        owner = getattr(self.page, "owner_unit_id", None)
        units = public_units(Q(slug=settings.MUNICIPALITY.unit) | Q(pk=owner))
        own = next((unit for unit in units if unit.pk == owner), None)
        if own is not None:
            self.page.owner_unit = own  # type: ignore[union-attr]
        return next((unit for unit in units if unit.slug == settings.MUNICIPALITY.unit), None)

    def _entry(self, page: Page) -> dict[str, Any]:
        current = self.page
        return {
            "title": page.title,
            "url": page.get_url(),
            "is_current": bool(current and current.pk == page.pk),
            "is_ancestor": bool(current and current.path.startswith(page.path)),
        }


def stored_items(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the values of a stored ListBlock, which holds them bare or, once edited, wrapped with an id."""
    return [row["value"] if row.get("type") == "item" and "value" in row else row for row in rows]
