"""What a page looks like to a finger, on a narrow screen, enlarged, and while it loads."""

import pytest

from tests.browser.conftest import DESK, NARROW
from tests.browser.states import SEARCHES, TEMPLATES, find

NAMES = [*TEMPLATES, *SEARCHES, "404", "sign in"]
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.5.8
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > width + 1 && getComputedStyle(element).position !== "absolute";
  });
  return { scroll: document.documentElement.scrollWidth - width, wide: wide.map((e) => e.outerHTML.slice(0, 120)) };
}"""
# Links in running text are excepted by the criterion; so are those with room enough around them (axe sees to it).
SMALL = """(least) => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || element.matches(".ds-skip-link")) return false;
    const inText = getComputedStyle(element).display === "inline"
      && element.closest("p, li, dd, td, .prose, .note") !== null;
    return !inText && (box.height < least || box.width < least);
  })
  .map((element) => `${Math.round(element.getBoundingClientRect().height)} px: ${element.outerHTML.slice(0, 140)}`)"""
TEXT_SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((element) => {
    const style = getComputedStyle(element);
    const clips = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const hidden = element.closest(".visually-hidden") || !element.innerText?.trim();
    return clips && !hidden && (element.scrollWidth > element.clientWidth + 2 ||
      element.scrollHeight > element.clientHeight + 2);
  })
  .map((element) => element.outerHTML.slice(0, 140))"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_on_320_pixels_and_targets_are_large_enough(site, new_page, name):
    page = new_page(viewport=NARROW)
    page.goto(site.base + find(site, name, "sv").path)
    found = page.evaluate(WIDER)
    assert found["scroll"] <= 0, found["wide"]
    assert page.evaluate(SMALL, SMALLEST_TARGET) == []
    page.set_viewport_size(DESK)
    assert page.evaluate(SMALL, SMALLEST_TARGET) == []


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("name", ["home", "service", "A-Ö", "accessibility"])
def test_nothing_scrolls_sideways_in_other_languages(site, new_page, name, language):
    page = new_page(viewport=NARROW)
    page.goto(site.base + find(site, name, language).path)
    found = page.evaluate(WIDER)
    assert found["scroll"] <= 0, found["wide"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_wider_spacing_of_text_cuts_nothing_off(site, new_page, name):
    page = new_page(viewport=NARROW, bypass_csp=True)
    page.goto(site.base + find(site, name, "sv").path)
    page.add_style_tag(content=TEXT_SPACING)
    found = page.evaluate(WIDER)
    assert found["scroll"] <= 0, found["wide"]
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("viewport", [DESK, NARROW], ids=["desk", "narrow"])
@pytest.mark.parametrize("name", ["home", "service", "news", "unit"])
def test_nothing_moves_while_the_page_loads(site, new_page, name, viewport):
    page = new_page(viewport=viewport)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 12})  # a slow phone
    page.goto(site.base + find(site, name, "sv").path, wait_until="networkidle")
    assert round(page.evaluate(SHIFTS), 3) == 0
