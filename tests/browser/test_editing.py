"""What meets an editor in the admin: descriptions, previews, the meter of the A4, and only what the role allows."""

import pytest

from tests.browser.console import watch
from tests.browser.states import TEMPLATES
from tests.dose import EVERYTHING, dose

SERVICE = "services.ServicePage"
CLOSED_TO_EDITORS = ["/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/locales/", "/admin/redirects/"]

METER_ABOVE = "least => Number(document.querySelector('[data-page-length-percent]').innerText) > least"


def edit(page, site, found):
    assert page.goto(f"{site.base}/admin/pages/{found.id}/edit/").status == 200


@pytest.mark.parametrize("kind", dose(TEMPLATES.values(), only=["home.HomePage", SERVICE, "news.NewsPage"]))
def test_preview_shows_the_page_and_nothing_is_refused(site, staff, kind):
    page = staff(site, "publicist")
    complaints = watch(page)
    found = site.first(kind)
    edit(page, site, found)
    page.locator("button[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("#w-preview-iframe, [data-w-preview-target=iframe]").last
    heading = frame.locator("h1")
    heading.wait_for()
    assert heading.inner_text() == found.title
    assert frame.locator("footer").count() == 1
    assert complaints == []


@pytest.mark.parametrize("parent", ["home.HomePage", "pages.UnitIndexPage", "pages.ContentPage"])
def test_every_type_that_can_be_created_says_what_it_is_for(site, staff, parent):
    page = staff(site, "publicist")
    page.goto(f"{site.base}/admin/pages/{site.first(parent).id}/add_subpage/")
    rows = page.locator("main a[href*='/admin/pages/add/']")
    words = [row.locator("small").inner_text() if row.locator("small").count() else "" for row in rows.all()]
    assert words
    assert [text for text in words if len(text) < 25] == []


def test_news_goes_straight_to_its_form(site, staff):
    page = staff(site, "publicist")
    page.goto(f"{site.base}/admin/")
    page.locator("main a[href$='/new-page/news/newspage/']").click()
    assert page.url == f"{site.base}/admin/pages/add/news/newspage/{site.first('news.NewsIndexPage').id}/"


def test_meter_says_the_same_in_the_browser_as_on_the_server(site, staff):
    page = staff(site, "publicist")
    different = {}
    for found in site.of_type(SERVICE)[: 12 if EVERYTHING else 4]:
        edit(page, site, found)
        page.locator("#id_title").press("End")
        page.locator("#id_title").dispatch_event("input")
        page.wait_for_timeout(500)
        shown = int(page.locator("[data-page-length-percent]").inner_text())
        if abs(shown - found.facts["fullness"]) > 1:
            different[found.path] = (shown, found.facts["fullness"])
    assert different == {}


def test_meter_follows_what_is_typed_and_warns(site, staff):
    page = staff(site, "publicist")
    edit(page, site, site.first(SERVICE))
    meter = page.locator("[data-page-length]")
    before = int(meter.locator("[data-page-length-percent]").inner_text())
    assert (meter.get_attribute("data-state"), before <= 100) == ("fits" if before < 95 else "nearly", True)
    page.locator("[data-contentpath=conditions] [contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("Ett ord till. " * 120)
    page.wait_for_function(METER_ABOVE, arg=before + 20)
    assert meter.get_attribute("data-state") == "over"
    assert meter.get_by_role("status").inner_text() != ""
    assert meter.locator("meter").evaluate("meter => meter.value") == 100


def test_editor_writes_and_submits_but_does_not_publish(own_site, staff):
    page = staff(own_site, "redaktor")
    found = own_site.first(SERVICE)
    edit(page, own_site, found)
    assert page.locator("button[name=action-publish]").count() == 0
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("#id_introduction").fill("En text som ännu ingen har granskat.")
    page.evaluate(
        """() => {
          const form = document.querySelector("#page-edit-form, form[data-edit-form]");
          const publish = Object.assign(document.createElement("input"), { type: "hidden", name: "action-publish" });
          publish.value = "action-publish";
          form.append(publish);
        }"""
    )
    page.locator("footer button.action-save").click()
    page.locator(".messages li").first.wait_for()
    visitor = page.context.browser.new_context()
    public = visitor.new_page()
    public.goto(own_site.base + found.path)
    assert "ännu ingen har granskat" not in public.content()
    visitor.close()


def test_submitted_draft_waits_for_the_publisher_who_makes_it_public(own_site, staff):
    editor, publisher = staff(own_site, "redaktor"), staff(own_site, "publicist")
    found = own_site.first(SERVICE)
    edit(editor, own_site, found)
    editor.locator("#id_introduction").fill("Den nya ingressen.")
    editor.locator("footer .w-dropdown__toggle").click()
    editor.locator("button[name=action-submit]").click()
    editor.locator(".messages .success").wait_for()
    publisher.goto(f"{own_site.base}/admin/")
    publisher.locator("main a", has_text=found.title).first.click()
    publisher.locator("footer .w-dropdown__toggle").click()
    publisher.locator("[data-workflow-action-name=approve]").first.click()
    publisher.locator(".messages .success").wait_for()
    publisher.goto(own_site.base + found.path)
    assert publisher.locator(".lead").inner_text() == "Den nya ingressen."


def test_editor_is_kept_out_of_what_is_not_theirs(site, staff):
    page = staff(site, "redaktor")
    for path in CLOSED_TO_EDITORS:
        page.goto(site.base + path)
        assert page.url == f"{site.base}/admin/", path
    assert page.goto(f"{site.base}/admin/pages/{site.first(SERVICE).id}/unpublish/").url == f"{site.base}/admin/"


def test_staff_without_pages_has_no_button_for_new_pages(site, staff):
    page = staff(site, "handlaggare")
    assert page.locator("a[href*='/new-page/']").count() == 0
    page.goto(f"{site.base}/admin/new-page/services/servicepage/")
    assert page.locator("main a[href*='/admin/pages/add/']").count() == 0
