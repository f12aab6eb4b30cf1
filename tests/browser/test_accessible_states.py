"""axe finds nothing in what only shows after somebody did something, nor on the pages for what went wrong."""

import pytest
from django.test import RequestFactory

from core.error_pages import static_error_page
from tests.browser.axe import violations
from tests.browser.conftest import DESK, NARROW
from tests.browser.states import PREFIX

SCHEMES = ["light", "dark"]


def faults_in_both_schemes(page, axe_script):
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {fault}" for fault in violations(page, axe_script)]
    return "\n".join(found)


def test_open_menu_on_a_phone(site, new_page, axe_script):
    page = new_page(viewport=NARROW)
    page.goto(site.base + site.first("services.ServicePage").path)
    page.click(".menu > summary")
    assert page.locator(".menu nav a").first.is_visible()
    assert not faults_in_both_schemes(page, axe_script)


def test_open_language_menu_with_a_language_that_lacks_the_page(site, page, axe_script):
    untranslated = next(each for each in site.of_type("services.ServicePage") if not site.translation(each, "nb"))
    page.goto(site.base + untranslated.path)
    page.click(".languages > summary")
    assert page.locator(".languages .pop__note").first.is_visible()
    assert not faults_in_both_schemes(page, axe_script)


@pytest.mark.parametrize("viewport", [DESK, NARROW], ids=["desk", "narrow"])
def test_open_suggestions(site, new_page, axe_script, viewport):
    page = new_page(viewport=viewport)
    page.goto(f"{site.base}/")
    page.locator("#home-search").press_sequentially("bygg")
    page.locator("#home-search-list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert not faults_in_both_schemes(page, axe_script)


def test_open_boxes_of_more(site, page, axe_script):
    page.goto(site.base + site.first("pages.UnitPage").path)
    page.evaluate("document.querySelectorAll('main details').forEach((box) => { box.open = true; })")
    assert not faults_in_both_schemes(page, axe_script)


def test_refused_sign_in_names_the_fault_first(site, page, axe_script):
    page.goto(f"{site.base}/accounts/login/")
    page.fill("input[name=login]", "ingen@norrvik.example")
    page.fill("input[name=password]", "fel")
    page.click("main form[method=post] button[type=submit] >> nth=0")
    summary = page.locator("[data-error-summary]")
    assert page.title().startswith("Fel:")
    assert summary.evaluate("element => element === document.activeElement")
    assert not faults_in_both_schemes(page, axe_script)


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
@pytest.mark.parametrize("status", [400, 403, 414, 429, 500])
def test_page_for_what_went_wrong(site, page, axe_script, status, language):
    html = static_error_page(RequestFactory().get(f"{PREFIX[language]}/"), status).content
    page.route("**/gone-wrong", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{site.base}/gone-wrong")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator("main a[href^='tel:']").count() == 1
    assert not faults_in_both_schemes(page, axe_script)


def test_planted_faults_are_found(site, page, axe_script):
    page.goto(f"{site.base}/kontakt/")
    page.evaluate("document.querySelector('html').removeAttribute('lang')")
    page.evaluate("document.querySelector('main h1').style.color = 'rgb(190, 190, 190)'")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input name=unnamed>')")
    rules = {fault.split()[0] for fault in violations(page, axe_script)}
    assert rules == {"html-has-lang", "color-contrast", "label"}
