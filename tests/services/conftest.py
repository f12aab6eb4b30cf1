"""An import command with its output, and the pages it needs."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from home.models import HomePage
from services.models import ServicePage
from tests.factories.pages import ServiceIndexPageFactory

CPSV_AP = Path(__file__).parents[1] / "data" / "cpsv-ap"
EXAMPLE = CPSV_AP / "example-all-classes.ttl"

PREFIXES = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix : <https://data.example/> .
"""


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def indexes(homes: dict[str, HomePage]) -> None:
    """A page of services by category in each language."""
    for home in homes.values():
        ServiceIndexPageFactory(parent=home)


@pytest.fixture
def run_import(indexes: None, run_import_here: Callable[..., str]) -> Callable[..., str]:
    """Run manage.py import_services on an empty site and return what it prints."""
    return run_import_here


@pytest.fixture
def run_import_here(db: None) -> Callable[..., str]:
    """Run manage.py import_services on the site as it stands and return what it prints."""

    def run(path: Path, *options: str) -> str:
        output = StringIO()
        call_command("import_services", str(path), *options, stdout=output)
        return output.getvalue()

    return run


@pytest.fixture
def turtle(tmp_path: Path) -> Callable[[str], Path]:
    """Write statements, with the usual prefixes before them, to a file."""

    def write(statements: str, name: str = "services.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + statements, encoding="utf-8")
        return path

    return write


def imported(language: str, **fields: str) -> ServicePage:
    """Return the only service page in a language, as its editors see it."""
    page = ServicePage.objects.get(locale__language_code=language, **fields)
    return page.get_latest_revision_as_object()
