"""axe finds nothing on any kind of page, in any state, language and mode (WCAG 2.2 AA and good practice)."""

import pytest

from tests.browser.axe import LOOKS, violations
from tests.browser.conftest import DESK, NARROW
from tests.browser.states import find, names
from tests.dose import EVERYTHING

LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "light", "forced_colors": "active"}
MODES = {
    "desk, light": (DESK, LIGHT),
    "desk, dark": (DESK, DARK),
    "desk, forced colours": (DESK, FORCED),
    "narrow, dark": (NARROW, DARK),
    "narrow, light": (NARROW, LIGHT),
}
WHOLE = ("desk, light",)
IN_SWEDISH = [("sv", name) for name in names("sv")]
IN_OTHERS = [(language, name) for language in ("nb", "en") for name in names(language)]


def check(page, axe_script, modes):
    """Run axe in each mode on the page as it is loaded; a small dose looks again only for what a mode can change."""
    found = []
    for name in modes:
        viewport, media = MODES[name]
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        only = None if EVERYTHING or name in WHOLE else LOOKS
        faults = violations(page, axe_script, forced_colours=media is FORCED, only=only)
        found += [f"{name}: {fault}" for fault in faults]
    return found


def load(page, site, language, name):
    """Open a state and make sure that it is the one meant."""
    state = find(site, name, language)
    answer = page.goto(site.base + state.path)
    assert answer.status == state.status, f"{state.path[:100]} answers {answer.status}"


def check_without_script(new_page, site, axe_script, language, name):
    """Run axe on the page as those see it whose browser runs no script; axe itself has to."""
    plain = new_page()
    plain.route("**/*.js", lambda route: route.abort())
    load(plain, site, language, name)
    return [f"without script: {fault}" for fault in violations(plain, axe_script)]


@pytest.mark.parametrize(("language", "name"), IN_SWEDISH)
def test_swedish_page_has_no_violation_in_any_mode(site, page, new_page, axe_script, language, name):
    load(page, site, language, name)
    found = check(page, axe_script, MODES)
    found += check_without_script(new_page, site, axe_script, language, name)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "name"), IN_OTHERS)
def test_page_in_another_language_has_no_violation(site, new_page, axe_script, language, name):
    page = new_page(locale=language)
    load(page, site, language, name)
    found = check(page, axe_script, MODES if EVERYTHING else ["desk, light"])
    if EVERYTHING:
        found += check_without_script(new_page, site, axe_script, language, name)
    assert not found, "\n".join(found)


@pytest.mark.skipif(not EVERYTHING, reason="every page of the demo: only with --drills")
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_every_page_of_the_demo_has_no_violation(site, page, axe_script, language):
    found = []
    for each in (each for each in site.pages if each.language == language):
        page.goto(site.base + each.path)
        found += [f"{each.path} {fault}" for fault in check(page, axe_script, MODES)]
    assert not found, "\n".join(found)
