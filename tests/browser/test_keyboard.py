"""The site by keyboard alone: order, visible focus, menus, search, languages."""

import pytest

from tests.browser.conftest import DESK, NARROW
from tests.browser.states import TEMPLATES, find
from tests.dose import dose

# What has the focus, whether that shows, and whether something lies over it.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const look = (node, part) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(node, part);
    const outline = outlineStyle === "none" || parseFloat(outlineWidth) < 2 ? "" : outlineStyle + outlineWidth;
    return [outline, boxShadow, borderColor, backgroundColor].join();
  };
  const around = [element];
  while (around.length < 5 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
  const looks = () => around.flatMap((node) => [look(node), look(node, "::before"), look(node, "::after")]).join("|");
  const box = element.getBoundingClientRect();
  const onTop = [...element.getClientRects()].some((rect) => [0.1, 0.5, 0.9].some((x) => {
    const hit = document.elementFromPoint(rect.left + rect.width * x, rect.top + rect.height / 2);
    return hit && element.contains(hit);
  }));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const focused = looks();
  element.blur();
  const visible = looks() !== focused;
  element.focus({ preventScroll: true });
  return { html: element.outerHTML.slice(0, 140), visible, onTop, inside };
}"""
MOST_STOPS = 250
WIDTHS = {"desk": DESK, "narrow": NARROW}


def walk(page):
    """Press Tab through the whole page; give what had the focus at each stop."""
    stops = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["html"] == stops[0]["html"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"more than {MOST_STOPS} stops")


@pytest.mark.parametrize(
    ("name", "width"),
    dose(
        [(name, width) for name in TEMPLATES for width in WIDTHS],
        only=[(name, "desk") for name in TEMPLATES] + [(name, "narrow") for name in ("home", "service", "contact")],
    ),
)
def test_focus_is_always_seen_and_never_covered(site, new_page, name, width):
    page = new_page(viewport=WIDTHS[width], reduced_motion="reduce")
    page.goto(site.base + find(site, name, "sv").path)
    stops = walk(page)
    assert len(stops) > 10
    assert [stop for stop in stops if not (stop["visible"] and stop["onTop"] and stop["inside"])] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_skip_link_comes_first_and_moves_the_focus(site, page, name):
    page.goto(site.base + find(site, name, "sv").path)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#content"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main, footer').compareDocumentPosition(document.activeElement) & 16")


def open_with_keyboard(page, selector):
    page.locator(selector).focus()
    page.keyboard.press("Enter")


def test_menu_opens_closes_and_gives_the_focus_back(site, new_page):
    page = new_page(viewport=NARROW)
    page.goto(f"{site.base}/tjanster/")
    open_with_keyboard(page, ".menu > summary")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.menu nav') !== null")
    page.keyboard.press("Escape")
    assert page.locator(".menu nav a").first.is_hidden()
    assert page.evaluate("document.activeElement.matches('.menu > summary')")


def test_menu_leads_to_a_section(site, new_page):
    page = new_page(viewport=NARROW)
    page.goto(f"{site.base}/")
    open_with_keyboard(page, ".menu > summary")
    page.keyboard.press("Tab")
    address = page.locator(":focus").get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == site.base + address


def test_language_switch_leads_to_the_same_page_in_norwegian(site, page):
    service = next(each for each in site.of_type("services.ServicePage") if site.translation(each, "nb"))
    page.goto(site.base + service.path)
    open_with_keyboard(page, ".languages > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == site.base + site.translation(service, "nb").path
    assert page.locator("html").get_attribute("lang") == "nb"


def test_search_from_the_header_to_a_service_page(site, page):
    page.goto(f"{site.base}/nyheter/")
    page.locator("#header-search").focus()
    page.keyboard.type("bygglov")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hit = page.locator("main a[href*='/tjanster/']").first
    hit.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "bygglov" in page.locator("h1").inner_text().lower()
