"""An editor's work through the real admin: write, preview, publish, translate."""

import re

import pytest

from tests.browser.console import watch
from tests.browser.pages_over_http import Visitor

MOST_CLICKS = 5
TITLE, INTRODUCTION = "Bygga brygga", "Så gör du när du vill bygga en brygga vid vattnet."
CONDITIONS = "Du som äger en tomt vid vattnet."
NORWEGIAN = {
    TITLE: "Bygge brygge",
    INTRODUCTION: "Slik gjør du når du vil bygge en brygge ved vannet.",
    CONDITIONS: "Du som eier en tomt ved vannet.",
}
# Draftail writes what was typed into the form's hidden field a moment later.
RICH_TEXT_IS_KEPT = "([name, text]) => document.querySelector(`[name=${name}]`).value.includes(text)"


class Editor:
    """A signed-in editor whose clicks are counted and whose browser's complaints are kept."""

    def __init__(self, page, site):
        self.page, self.site, self.clicks, self.complaints = page, site, [], watch(page)

    def click(self, what, locator):
        self.clicks.append(what)
        locator.click()

    def type_rich_text(self, name, text):
        """Type into a rich-text field; going there by keyboard or by mouse is part of typing."""
        field = self.page.locator(f"[data-contentpath={name}] [contenteditable=true]")
        field.focus()
        self.page.keyboard.type(text)

    def create_service_page(self):
        """Fill in a new service page, from the front page of the admin."""
        page = self.page
        self.click("new service page", page.locator("main a[href$='/new-page/services/servicepage/']"))
        self.click("category", page.get_by_role("link", name="Bygga, bo och miljö"))
        page.locator("#id_title").press_sequentially(TITLE)
        page.locator("#id_introduction").fill(INTRODUCTION)
        self.type_rich_text("conditions", CONDITIONS)
        page.wait_for_function(RICH_TEXT_IS_KEPT, arg=["conditions", CONDITIONS])

    def publish(self):
        self.click("more actions", self.page.locator("footer .w-dropdown__toggle"))
        self.click("publish", self.page.locator("button[name=action-publish]"))
        self.page.locator(".messages .success").wait_for()

    def id_of_new_page(self):
        href = self.page.locator(".messages .success a[href$='/edit/']").get_attribute("href")
        return int(re.search(r"/(\d+)/edit/", href)[1])


@pytest.fixture
def publisher(own_site, staff):
    return Editor(staff(own_site, "publicist"), own_site)


@pytest.fixture
def visitor(own_site):
    visitor = Visitor(own_site.base)
    yield visitor
    visitor.close()


def test_service_page_is_published_and_translated(publisher, visitor, capsys):
    publisher.create_service_page()
    publisher.publish()
    with capsys.disabled():
        print(f"\nfrom the dashboard to a published service page: {len(publisher.clicks)} clicks: {publisher.clicks}")
    assert len(publisher.clicks) <= MOST_CLICKS
    answer = visitor.get("/tjanster/bygga-bo-och-miljo/bygga-brygga/")
    assert answer.status == 200
    assert all(text in answer.html.main.get_text() for text in NORWEGIAN)

    translate(publisher, visitor, publisher.id_of_new_page())
    answer = visitor.get("/nb/tjenester/bygge-bo-og-miljo/bygge-brygge/")
    text = answer.html.main.get_text()
    assert answer.status == 200
    assert all(words in text for words in NORWEGIAN.values())
    assert not any(words in text for words in NORWEGIAN)
    assert publisher.complaints == []


def translate(publisher, visitor, page_id):
    """Send a page to Norwegian, translate each of its texts and publish it there."""
    page, base = publisher.page, publisher.site.base
    page.goto(f"{base}/admin/pages/{page_id}/edit/")
    page.locator("header [data-w-dropdown-target=toggle]").first.click()
    page.locator(f"header a[href*='/localize/submit/page/{page_id}/']").click()
    page.get_by_label("Norsk bokmål").check()
    page.locator("main form [type=submit]").click()
    page.locator(".messages .success").wait_for()
    assert visitor.get("/nb/tjenester/bygge-bo-og-miljo/bygga-brygga/").status == 404, "live before it is translated"
    for text, translation in NORWEGIAN.items():
        translate_text(page, text, translation)
    page.get_by_role("tab", name="Att hitta den").click()
    translate_text(page, "bygga-brygga", "bygge-brygge")
    page.locator("footer button[name=action][value=publish]").click()
    page.locator(".messages .success").wait_for()


def translate_text(page, text, translation):
    """Open one text in wagtail-localize's editor, write the translation and save it."""
    segment = page.locator(f'xpath=//main//p[normalize-space()="{text}"]/..')
    segment.get_by_role("button").click()
    segment.locator("textarea").fill(translation)
    with page.expect_response(lambda answer: answer.request.method == "PUT") as answer:
        segment.get_by_role("button").last.click()
    assert answer.value.ok
