"""axe finds nothing on any kind of page, in any state, language and mode (WCAG 2.2 AA and good practice)."""

import os

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESK, NARROW
from tests.browser.states import names, find

EVERYTHING = bool(os.environ.get("TORGET_DRILLS"))
MODES = {
    "desk, light": (DESK, {"color_scheme": "light", "forced_colors": "none"}),
    "desk, dark": (DESK, {"color_scheme": "dark", "forced_colors": "none"}),
    "desk, forced colours": (DESK, {"color_scheme": "light", "forced_colors": "active"}),
    "narrow, dark": (NARROW, {"color_scheme": "dark", "forced_colors": "none"}),
    "narrow, light": (NARROW, {"color_scheme": "light", "forced_colors": "none"}),
}
IN_SWEDISH = [("sv", name) for name in names("sv")]
IN_OTHERS = [(language, name) for language in ("nb", "en") for name in names(language)]


def check(page, axe_script, modes):
    """Run axe in each mode on the page as it is loaded."""
    found = []
    for name in modes:
        viewport, media = MODES[name]
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        found += [f"{name}: {fault}" for fault in violations(page, axe_script)]
    return found


def load(page, site, language, name):
    """Open a state and make sure that it is the one meant."""
    state = find(site, name, language)
    answer = page.goto(site.base + state.path)
    assert answer.status == state.status, f"{state.path[:100]} answers {answer.status}"


@pytest.mark.parametrize(("language", "name"), IN_SWEDISH)
def test_every_state_has_no_violation_in_any_mode(site, page, new_page, axe_script, language, name):
    load(page, site, language, name)
    found = check(page, axe_script, MODES)
    plain = new_page()
    plain.route("**/*.js", lambda route: route.abort())
    load(plain, site, language, name)
    found += [f"without script: {fault}" for fault in violations(plain, axe_script)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "name"), IN_OTHERS)
def test_other_languages_have_no_violation(site, new_page, axe_script, language, name):
    page = new_page(locale=language)
    load(page, site, language, name)
    found = check(page, axe_script, MODES if EVERYTHING else ["desk, light"])
    assert not found, "\n".join(found)
