"""The scripts' small helps: suggestions, menus, the focused list of faults; and how it goes without script."""

import re

import pytest

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def home(site, page):
    """The Swedish home page, open."""
    page.goto(site.base + "/")
    return page


def type_and_wait(page, text):
    """Type into the large search field and wait for the list."""
    page.locator("#home-search").press_sequentially(text)
    page.locator("#home-search-list [role=option]").first.wait_for()


def test_suggestions_come_while_typing_and_are_announced(home):
    type_and_wait(home, "bygg")
    field = home.locator("#home-search")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    count = home.locator("#home-search-list [role=option]").count()
    assert home.locator("[data-suggest-status]").first.inner_text().startswith(str(count))


def test_arrow_keys_choose_and_enter_opens_the_page(home):
    type_and_wait(home, "bygglov")
    home.keyboard.press("ArrowDown")
    chosen = home.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert home.locator("#home-search").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    with home.expect_navigation():
        home.keyboard.press("Enter")
    assert "bygglov" in home.url


def test_arrow_up_from_the_field_goes_to_the_last_one(home):
    type_and_wait(home, "bygg")
    home.keyboard.press("ArrowUp")
    options = home.locator("#home-search-list [role=option]")
    assert options.last.get_attribute("aria-selected") == "true"


def test_escape_closes_the_list_and_keeps_what_was_typed(home):
    type_and_wait(home, "bygg")
    home.keyboard.press("Escape")
    assert home.locator("#home-search-list").is_hidden()
    assert home.locator("#home-search").input_value() == "bygg"
    assert home.locator("#home-search").get_attribute("aria-expanded") == "false"


def test_enter_without_a_choice_searches(home):
    type_and_wait(home, "bygg")
    with home.expect_navigation():
        home.keyboard.press("Enter")
    assert "/sok/?q=bygg" in home.url


def test_suggestion_is_text_and_never_markup(site, page):
    hostile = {"title": "<img src=x onerror=alert(1)>", "kind": "<b>", "url": "/"}
    page.route("**/sok/forslag**", lambda route: route.fulfill(json=[hostile]))
    page.goto(site.base + "/")
    type_and_wait(page, "bygg")
    assert page.locator("#home-search-list img").count() == 0
    assert page.locator("[role=option]").inner_text().startswith("<img")


def test_search_that_fails_leaves_the_form_usable(site, page):
    page.route("**/sok/forslag**", lambda route: route.abort())
    page.goto(site.base + "/")
    page.locator("#home-search").press_sequentially("bygg")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/sok/?q=bygg" in page.url


def test_language_menu_closes_by_escape_and_gives_the_focus_back(home):
    menu = home.locator("details.languages")
    menu.locator("summary").click()
    menu.locator("a[hreflang=en]").focus()
    home.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert home.evaluate("document.activeElement.matches('details.languages summary')")


def test_menu_closes_when_the_focus_leaves_it(site, new_page):
    page = new_page(viewport=PHONE)
    page.goto(site.base + "/")
    menu = page.locator("details.menu")
    menu.locator("summary").click()
    assert menu.locator("a").first.is_visible()
    menu.locator("a").last.focus()
    page.keyboard.press("Tab")
    assert menu.get_attribute("open") is None


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_menu_and_languages_are_there_without_script(site, new_page, viewport):
    page = new_page(viewport=viewport, java_script_enabled=False)
    page.goto(site.base + "/")
    if viewport is PHONE:
        page.locator("details.menu summary").click()
    assert page.get_by_role("navigation").get_by_role("link", name="E-tjänster").first.is_visible()
    if viewport is not PHONE:
        page.locator("details.languages summary").click()
    page.locator("a[hreflang=en]:visible").first.click()
    assert page.url.endswith("/en/")


def test_list_of_faults_takes_the_focus_and_leads_to_the_field(site, page):
    page.goto(site.base + "/accounts/login/")
    page.locator("main form[method=post] button[type=submit]").first.click()
    summary = page.locator("[data-error-summary]")
    summary.wait_for()
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    link = summary.locator("a").first
    link.click()
    target = link.get_attribute("href").removeprefix("#")
    assert page.evaluate("document.activeElement.id") == target
    assert re.match(r"^(Error|Fel|Feil): ", page.title())


def test_skip_link_is_the_first_stop_and_leads_to_the_content(home):
    home.keyboard.press("Tab")
    link = home.locator(".ds-skip-link")
    assert link.bounding_box()["height"] >= 24
    home.keyboard.press("Enter")
    assert home.evaluate("document.activeElement.id") == "content"
