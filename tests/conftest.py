"""What every test may use: the three languages, a site with a home page in each, and the query counter."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from tests.browser import served_demo

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HOMES = {"sv": ("Hem", "hem"), "nb": ("Hjem", "hjem"), "en": ("Home", "home")}


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the demo as bin/demo sets it up, shared by all workers of a run; tests only read it."""
    folder: Path = settings.VAR / "browser-site"
    served_demo.build(folder)
    return folder


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Wagtail keeps the sites' root paths in the cache: begin and end without."""
    for alias in settings.CACHES:
        caches[alias].clear()
    yield
    for alias in settings.CACHES:
        caches[alias].clear()


@pytest.fixture(autouse=True)
def _first_language() -> Iterator[None]:
    """A request leaves its language behind: begin each test in the site's first."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def make_homes() -> dict[str, HomePage]:
    """Make the root page, the locales, a published home page a language, and the site."""
    root = Page.objects.filter(depth=1).first()
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    if root is None:
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=locales["sv"]))
    Page.objects.filter(depth=2).exclude(content_type__app_label="home").delete()
    root = Page.objects.get(pk=root.pk)
    homes: dict[str, HomePage] = {}
    for code, (title, slug) in HOMES.items():
        home = HomePage(title=title, slug=slug, locale=locales[code])
        if homes:
            home.translation_key = homes["sv"].translation_key
        homes[code] = root.add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": homes["sv"]})
    return homes


@pytest.fixture
def homes(db: None) -> dict[str, HomePage]:
    """A home page in each language, by code."""
    return make_homes()


@pytest.fixture
def home(homes: dict[str, HomePage]) -> HomePage:
    """The Swedish home page."""
    return homes["sv"]


@pytest.fixture
def count_queries() -> Callable[..., object]:
    """Give a context manager that asserts how many queries at most run inside it."""

    @contextmanager
    def at_most(number: int) -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as captured:
            yield captured
        statements = "\n".join(query["sql"][:200] for query in captured.captured_queries)
        assert len(captured) <= number, f"{len(captured)} queries, at most {number} allowed:\n{statements}"

    return at_most
