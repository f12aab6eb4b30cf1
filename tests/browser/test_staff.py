"""Staff in a real browser: the admin works under its Content-Security-Policy, and a passkey signs in."""

import pytest

from tests.browser.console import watch

LISTS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/redirects/add/",
    "/admin/reports/aging-pages/",
    "/admin/workflows/list/",
    "/admin/snippets/people/unit/",
    "/admin/snippets/people/unit/add/",
    "/admin/users/",
    "/admin/account/",
    "/accounts/2fa/",
]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_admin_lists_work_under_their_policy(site, staff):
    page = staff(site, "admin")
    complaints = watch(page)
    for path in LISTS:
        assert page.goto(site.base + path).status == 200, path
        page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.mark.parametrize("kind", ["services.ServicePage", "news.NewsPage", "home.HomePage"])
def test_page_is_edited_and_previewed_under_the_policy(site, staff, kind):
    page = staff(site, "admin")
    complaints = watch(page)
    found = site.first(kind)
    page.goto(f"{site.base}/admin/pages/{found.id}/edit/")
    assert page.locator(".Draftail-Editor").count() or kind == "home.HomePage"
    page.locator("button[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("[data-preview-iframe], iframe[id*=preview]").first
    frame.locator("h1").wait_for()
    assert complaints == []


def test_chooser_and_date_picker_open_under_the_policy(site, staff):
    page = staff(site, "admin")
    complaints = watch(page)
    page.goto(f"{site.base}/admin/pages/add/news/newspage/{site.first('news.NewsIndexPage').id}/")
    page.locator("#id_published_on").click()
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#id_image-chooser [data-chooser-action-choose]:visible").first.click()
    page.locator(".modal-dialog").wait_for()
    assert complaints == []


def test_passkey_is_added_and_then_signs_in_alone(own_site, staff):
    page = staff(own_site, "publicist")
    complaints = watch(page)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(own_site.base + "/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "Telefon")
    page.check("input[name=passwordless]")
    page.locator("main form button:visible").first.click()
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    page.goto(own_site.base + "/accounts/login/?next=/admin/")
    page.click("#passkey_login")
    page.wait_for_url(own_site.base + "/admin/")
    assert complaints == []


def test_password_of_somebody_with_a_passkey_is_not_enough(own_site, staff):
    page = staff(own_site, "publicist")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(own_site.base + "/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "Telefon")
    page.locator("main form button:visible").first.click()
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    page.goto(own_site.base + "/accounts/login/")
    page.fill("input[name=login]", "publicist@norrvik.example")
    page.fill("input[name=password]", own_site.password)
    page.click("main form[method=post] button[type=submit] >> nth=0")
    page.wait_for_url("**/2fa/authenticate/")
    page.goto(own_site.base + "/admin/")
    assert "/accounts/" in page.url
