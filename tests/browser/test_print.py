"""One service description, one A4 (F2): printed for real, and estimated rightly while an editor writes."""

import io
import json
import subprocess
import sys

import pytest
from pypdf import PdfReader

from services.a4 import NUMBERS
from tests.browser.served_demo import site_environment
from tests.deploy.processes import ROOT
from tests.dose import dose

SHEET = {"width": 680, "height": int(NUMBERS["page"])}  # A4 inside the margins of the print style
TOLERANCE = 8  # per cent of a sheet
HEIGHT = "document.documentElement.getBoundingClientRect().height"


@pytest.fixture
def paper(new_page):
    """A page laid out as on paper."""
    page = new_page(viewport=SHEET, locale="sv-SE")
    page.emulate_media(media="print")
    return page


def filled(paper):
    """Return how much of a sheet the open page fills, in per cent."""
    return 100 * paper.evaluate(HEIGHT) / SHEET["height"]


def sheets(paper):
    """Print the open page; give the text of each sheet."""
    pdf = paper.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("language", dose(["sv", "nb", "en"], only=["sv"]))
def test_every_service_page_of_the_demo_fits_one_a4_and_the_meter_knows(site, paper, language):
    too_long, wrong = {}, {}
    for each in site.of_type("services.ServicePage", language):
        paper.goto(site.base + each.path)
        real, printed = filled(paper), len(sheets(paper))
        if printed != 1:
            too_long[each.path] = printed
        if abs(real - each.facts["fullness"]) > TOLERANCE:
            wrong[each.path] = (round(real), each.facts["fullness"])
    assert too_long == {}
    assert wrong == {}


def test_meter_tells_pages_that_do_not_fit(own_site, paper):
    command = [sys.executable, "-m", "tests.browser.lengthen"]
    env = {**site_environment(own_site.var), "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    seen = []
    for row in json.loads(done.stdout):
        paper.goto(own_site.base + row["path"])
        seen.append((row["path"], row["fullness"], round(filled(paper)), len(sheets(paper))))
    assert {printed for *_rest, printed in seen} >= {1, 2}
    assert [row for row in seen if abs(row[1] - row[2]) > TOLERANCE] == []
    assert [row for row in seen if (row[1] > 100) != (row[3] > 1) and abs(row[1] - 100) > TOLERANCE] == []


def test_paper_says_whose_page_it_is_and_has_nothing_to_click(site, paper):
    service = site.first("services.ServicePage", availability="available")
    paper.goto(site.base + service.path)
    (text,) = sheets(paper)
    assert service.title in text
    assert text.count("Norrvik kommun") >= 2
    assert "0910-55 50 00" in text
    assert "kontakt@norrvik.example" in text
    for selector in ("nav", "form", ".languages", ".site-footer", ".ds-button", ".ds-skip-link"):
        assert paper.locator(f"{selector}:visible").count() == 0, selector


@pytest.mark.parametrize("kind", ["home.HomePage", "news.NewsPage", "pages.UnitPage", "services.AlphabeticalIndexPage"])
def test_other_pages_print_their_text(site, paper, kind):
    page = site.first(kind)
    paper.goto(site.base + page.path)
    title = paper.locator("h1").inner_text()
    text = " ".join(" ".join(sheets(paper)).split())
    assert " ".join(title.split()) in text
