"""Every journey of a citizen with JavaScript switched off."""

import pytest

from tests.browser.conftest import NARROW


@pytest.fixture
def plain(new_page):
    """A page in a browser that runs no script, on a phone."""
    return new_page(java_script_enabled=False, viewport=NARROW)


def follow(page, locator):
    with page.expect_navigation():
        locator.click()


def test_menu_leads_to_a_service(site, plain):
    plain.goto(f"{site.base}/")
    plain.click(".menu > summary")
    follow(plain, plain.locator(".menu nav a[href='/tjanster/']"))
    follow(plain, plain.locator("main a[href='/tjanster/bygga-bo-och-miljo/']").first)
    follow(plain, plain.locator("main a[href$='/bygglov/']").first)
    assert plain.locator("h1").inner_text() == "Bygglov"


def test_home_search_finds_a_service(site, plain):
    plain.goto(f"{site.base}/")
    plain.fill("#home-search", "byglov")
    follow(plain, plain.locator("main form[role=search] button"))
    assert plain.locator("main a[href$='/bygglov/']").count() >= 1


def test_search_without_a_hit_leads_on(site, plain):
    plain.goto(f"{site.base}/sok/?q=qzxwvkj")
    assert plain.locator("main a[href='/a-o/']").count() >= 1
    assert plain.locator("main a[href='/kontakt/']").count() >= 1


def test_language_switch_works(site, plain):
    plain.goto(f"{site.base}/kontakt/")
    plain.click(".menu > summary")
    follow(plain, plain.locator(".menu__languages a[hreflang=en]"))
    assert plain.url == f"{site.base}/en/contact/"


def test_a_to_z_jumps_to_a_letter(site, plain):
    plain.goto(f"{site.base}/a-o/")
    link = plain.locator("main a[href^='#']", has_text="B").first
    target = link.get_attribute("href")
    link.click()
    assert plain.url.endswith(target)
    assert plain.locator(target).count() == 1


def test_staff_directory_is_searched(site, plain):
    directory = site.first("pages.StaffDirectoryPage")
    plain.goto(site.base + directory.path)
    everybody = plain.locator("main .person").count()
    plain.fill("main input[name=q]", "bygglov")
    follow(plain, plain.locator("main form button[type=submit]"))
    assert 0 < plain.locator("main .person").count() < everybody


def test_missing_page_leads_to_the_translation(site, plain):
    untranslated = next(each for each in site.of_type("services.ServicePage") if not site.translation(each, "en"))
    plain.goto(f"{site.base}/en{untranslated.path}")
    follow(plain, plain.locator(f"main a[href='{untranslated.path}']"))
    assert plain.locator("h1").inner_text() == untranslated.title


def test_staff_sign_in_is_a_plain_form(site, plain):
    plain.goto(f"{site.base}/accounts/login/")
    plain.fill("input[name=login]", "ingen@norrvik.example")
    plain.fill("input[name=password]", "fel")
    follow(plain, plain.locator("main form[method=post] button[type=submit]").first)
    assert plain.title().startswith("Fel:")
