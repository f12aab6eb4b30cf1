"""Indexes in a folder of their own, and documents as a municipality has them."""

import pytest

from core.registries import SearchDocument
from search.engine import reader
from search.engine.editorial import Editorial
from search.engine.schema import Entry
from search.engine.store import State, Store
from search.engine.writer import build

SWEDISH = [
    {
        "kind": "service",
        "title": "Bygglov",
        "introduction": "Du behöver bygglov för att bygga nytt, bygga till eller ändra ett hus.",
        "body": "Ansök i god tid. Bygglovet gäller i fem år. Vill du ändra din ansökan hör du av dig till oss.",
        "keywords": "villa, altan, uterum",
    },
    {
        "kind": "service",
        "title": "Förskola",
        "introduction": "Du kan söka plats i förskolan från att barnet är ett år.",
        "body": "Du får besked inom fyra månader. Avgiften beror på inkomsten. Vi köar platserna efter datum.",
        "keywords": "dagis, barnomsorg",
    },
    {
        "kind": "service",
        "title": "Parkeringstillstånd",
        "introduction": "Den som har svårt att gå kan få tillstånd att parkera nära.",
        "body": "Läkarintyg krävs. Parkering är gratis. Tillståndet gäller på gatan.",
        "keywords": "handikapparkering",
    },
    {
        "kind": "service",
        "title": "Skolmat",
        "introduction": "Alla elever får lunch.",
        "body": "Maten lagas i skolans kök. Mat är viktigt. Berätta om allergi.",
        "keywords": "matsedel",
    },
    {
        "kind": "news",
        "title": "Nya avgifter för sophämtning",
        "introduction": "Från januari höjs taxan.",
        "body": "Tunnan töms varannan vecka. Din bygglovsansökan påverkas inte. Bygg gärna skjul, lov krävs ej.",
        "keywords": "",
    },
    {
        "kind": "page",
        "title": "Kontakt & öppettider",
        "introduction": "Besök oss på torget.",
        "body": "Vi har öppet på vardagar. <script>alert('x')</script> Alla är välkomna till oss.",
        "keywords": "",
    },
]
NORWEGIAN = [
    {
        "kind": "service",
        "title": "Byggesøknad",
        "introduction": "Søk om å bygge nytt eller endre et hus.",
        "body": "Tegninger må følge med søknaden. Vi svarer innen tolv uker.",
        "keywords": "bolig, garasje",
    },
    {
        "kind": "service",
        "title": "Barnehage",
        "introduction": "Søk om plass i barnehagen.",
        "body": "Barn får plass fra ett år. Betaling etter inntekt.",
        "keywords": "",
    },
    {
        "kind": "news",
        "title": "Ny skole",
        "introduction": "Skolen åpner.",
        "body": "Skyss for elevene.",
        "keywords": "",
    },
]
ENGLISH = [
    {
        "kind": "service",
        "title": "Building permit",
        "introduction": "You need a permit to build.",
        "body": "Applications are handled in order. A neighbour may object.",
        "keywords": "planning permission, extension",
    },
    {
        "kind": "service",
        "title": "Preschool",
        "introduction": "Apply for a place for your child.",
        "body": "Open to families that live here.",
        "keywords": "nursery, childcare",
    },
]
WEIGHTS = {"service": 1.5, "news": 0.8, "page": 1.0}


@pytest.fixture(autouse=True)
def search_dir(settings, tmp_path):
    """Give each test its own folder of indexes, and readers that know nothing."""
    settings.SEARCH_DIR = tmp_path / "search"
    reader._readers.clear()
    return settings.SEARCH_DIR


def entries(rows):
    return [
        Entry(
            f"page:{number}",
            row["kind"],
            WEIGHTS[row["kind"]],
            SearchDocument(
                **{key: row[key] for key in ("title", "introduction", "body", "keywords")}, url=f"/{number}/"
            ),
        )
        for number, row in enumerate(rows, 1)
    ]


def make_index(language, rows, editorial=None):
    store = Store(language)
    with store.writing():
        (editorial or Editorial()).write(store.editorial)
        build(store, entries(rows), State())
    return store


@pytest.fixture
def swedish(search_dir):
    return make_index("sv", SWEDISH)


@pytest.fixture
def norwegian(search_dir):
    return make_index("nb", NORWEGIAN)


@pytest.fixture
def english(search_dir):
    return make_index("en", ENGLISH)
