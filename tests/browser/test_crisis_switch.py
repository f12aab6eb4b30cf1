"""The duty officer's night: the switch on a phone, with clicks and seconds counted (quality.md "Easy", C3, C7)."""

import time

import pytest

from crisis.state import folder_at
from tests.browser import served_demo
from tests.browser.axe import violations
from tests.browser.pages_over_http import Visitor

MOST_CLICKS = 3
MOST_SECONDS = 5 * 60  # promised: 60
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
TEXT = "Vattenverket i Norrvik har fått in bakterier. Koka allt vatten i tre minuter."
NEWS = "Tankbilar står vid torget och vid hamnen."
HOMES = {"sv": "/", "nb": "/nb/", "en": "/en/"}
LEAST_TARGET = 44  # px, for fingers at night; 24 is the law


class Officer:
    """A member of the crisis staff with a phone, whose clicks and seconds are counted."""

    def __init__(self, page, site):
        self.page, self.site, self.complaints = page, site, []
        page.on("console", lambda message: self.complaints.append(message.text) if self.is_bad(message) else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.begin()

    def is_bad(self, message):
        """Tell a complaint from an answer with 409 or 422, which the browser mentions too."""
        return message.type == "error" and "the server responded with a status of" not in message.text

    def begin(self):
        self.page.goto(f"{self.site.base}/admin/")
        self.clicks, self.started = [], time.monotonic()

    def click(self, what, locator):
        self.clicks.append(what)
        locator.click()

    def report(self, what, capsys):
        seconds = time.monotonic() - self.started
        with capsys.disabled():
            print(f"\n{what}: {len(self.clicks)} clicks, {seconds:.1f} s: {self.clicks}")
        assert len(self.clicks) <= MOST_CLICKS
        assert seconds <= MOST_SECONDS
        assert self.complaints == []

    def choose(self, key="drinking-water"):
        self.click("scenario", self.page.locator(f"main a[href$='/crisis/on/{key}/']").first)
        self.page.wait_for_url(f"**/crisis/on/{key}/")

    def confirm(self):
        self.click("confirm", self.page.locator("button[name=confirm]"))
        self.page.wait_for_url("**/admin/crisis/")

    def address(self, what):
        return self.page.locator(f"main a[href$='/{what}/']").first


@pytest.fixture(scope="module")
def night(built, tmp_path_factory):
    """A copy of the demo in which the tests of this module switch."""
    folder = tmp_path_factory.mktemp("night")
    served_demo.copy(built, folder / "var")
    running, served = served_demo.serve(folder / "var", folder / "granian.log")
    yield served
    running.stop()


@pytest.fixture
def own_site(night):
    """The same site for every test; whatever was switched on is off again afterwards."""
    yield night
    live = folder_at(night.var / "crisis").live()
    if live and live.manifest["state"]["events"]:
        served_demo.crisis(night, "off")


@pytest.fixture
def officer(own_site, staff):
    return Officer(staff(own_site, "kris", **PHONE), own_site)


@pytest.fixture
def visitor(own_site):
    visitor = Visitor(own_site.base)
    yield visitor
    visitor.close()


def home(visitor, language="sv"):
    answer = visitor.get(HOMES[language])
    assert answer.status == 200
    return answer.html.get_text(" ", strip=True)


def test_on_update_correct_and_off_from_a_phone(officer, visitor, capsys):
    page = officer.page
    officer.choose()
    page.locator("textarea[name=text]").fill(TEXT)
    officer.confirm()
    officer.report("dashboard to crisis", capsys)
    shown = {language: home(visitor, language) for language in HOMES}
    assert all(TEXT in text for text in shown.values())
    assert "Koka vattnet" in shown["sv"]

    officer.begin()
    officer.click("update", officer.address("update"))
    page.locator("textarea[name=text]").fill(NEWS)
    officer.confirm()
    officer.report("dashboard to update", capsys)
    assert home(visitor).index(NEWS) < home(visitor).index(TEXT)

    officer.begin()
    officer.click("correct", officer.address("correct"))
    page.locator("input[name=headline]").fill("Koka allt kranvatten")
    officer.confirm()
    officer.report("dashboard to correction", capsys)
    assert "Koka allt kranvatten" in home(visitor)

    officer.begin()
    officer.click("end", officer.address("end"))
    officer.confirm()
    officer.report("dashboard to peace", capsys)
    assert TEXT not in home(visitor)
    assert NEWS not in home(visitor, "en")


def test_what_is_seen_before_is_what_is_shown_after(officer, visitor):
    page = officer.page
    officer.choose()
    page.locator("textarea[name=text]").fill(TEXT)
    frame = page.frame_locator("details[data-language=sv] iframe").first
    frame.get_by_text(TEXT).wait_for()
    before = frame.locator("main").inner_text()
    officer.confirm()
    page.goto(f"{officer.site.base}/")
    minutes = page.locator("time").first.inner_text()
    assert minutes
    after = page.locator("main").inner_text()
    without_times = [line for line in after.splitlines() if not any(sign.isdigit() for sign in line)]
    assert without_times == [line for line in before.splitlines() if not any(sign.isdigit() for sign in line)]
    assert officer.complaints == []


def test_the_sentence_says_the_effect_of_what_is_chosen(officer):
    page = officer.page
    officer.choose()
    sentences = page.locator(".crisis-confirm [data-level]:visible")
    sentences.first.wait_for()
    whole = sentences.all_inner_texts()
    page.locator("input[name=level][value='1']").check()
    assert len(whole) == sentences.count() == 1
    assert sentences.all_inner_texts() != whole
    page.locator("input[name=kind][value=private]").check()
    assert sentences.count() == 0
    assert page.locator(".crisis-confirm [data-kind~=private]:visible").count() == 2


def test_a_double_press_switches_once(officer):
    page = officer.page
    officer.choose()
    page.locator("button[name=confirm]").dblclick()
    page.wait_for_url("**/admin/crisis/")
    page.wait_for_timeout(1000)
    assert page.locator(".crisis-live > li").count() == 1
    page.locator(".crisis-live h3 a").click()
    assert page.locator(".crisis-log > li").count() == 1


def test_two_at_once_are_told_and_keep_their_words(officer, staff):
    page, site = officer.page, officer.site
    officer.choose("severe-weather")
    page.locator("textarea[name=text]").fill(TEXT)
    other = Officer(staff(site, "admin"), site)
    other.choose("fire")
    other.confirm()
    page.locator("button[name=confirm]").click()
    notice = page.locator("[role=alert]")
    notice.wait_for()
    assert other.page.locator(".crisis-live li").first.inner_text().split("\n")[0] in notice.inner_text()
    assert page.locator("textarea[name=text]").input_value() == TEXT
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_the_switch_works_without_script(own_site, staff, visitor):
    page = staff(own_site, "kris", java_script_enabled=False, **PHONE)
    page.goto(f"{own_site.base}/admin/crisis/")
    page.locator("main a[href$='/crisis/on/power-failure/']").click()
    page.locator("textarea[name=text]").fill(TEXT)
    page.locator("button[name=preview]").click()
    assert TEXT in page.locator("details[data-language=sv] iframe").first.get_attribute("srcdoc")
    assert page.locator("textarea[name=text]").input_value() == TEXT
    page.locator("button[name=confirm]").click()
    assert page.locator(".crisis-live > li").count() == 1
    assert TEXT in home(visitor)


def test_editors_are_turned_away_and_strangers_asked_to_sign_in(site, staff, page):
    editor = staff(site, "redaktor")
    assert editor.locator(".crisis-panel").count() == 0
    assert editor.goto(f"{site.base}/admin/crisis/").status == 403
    page.goto(f"{site.base}/admin/crisis/")
    assert "/accounts/login/" in page.url


def test_crisis_staff_see_nothing_else(site, staff):
    page = staff(site, "kris")
    entries = page.locator(".sidebar-main-menu__list > li")
    entries.first.wait_for()
    assert entries.count() == 1
    assert page.locator("main h1").count() == 1
    assert page.locator("main form").count() == 0


def too_small(page):
    """Return what a finger would miss: controls that are smaller than a fingertip."""
    return page.evaluate(
        """(least) => [...document.querySelectorAll("main button, main .crisis-button, main .crisis-choices a, "
          + "main .crisis-radios label, main select, main textarea, main summary")]
          .filter((item) => item.checkVisibility() && item.getBoundingClientRect().height < least)
          .map((item) => item.outerHTML.slice(0, 120))""",
        LEAST_TARGET,
    )


def faults_of(page, axe_script, name):
    """Return what axe finds, what a finger misses, and whether the page scrolls sideways."""
    found = [f"{name}: {fault}" for fault in violations(page, axe_script)]
    found += [f"{name}: too small: {item}" for item in too_small(page)]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"{name}: {wide} px too wide"] if wide > 0 else found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(own_site, staff, axe_script, scheme):
    page = staff(own_site, "kris", viewport={"width": 320, "height": 740}, color_scheme=scheme)
    officer, base, found = Officer(page, own_site), f"{own_site.base}/admin/crisis", []

    def look(name, path=None):
        if path is not None:
            page.goto(path if path.startswith("http") else f"{base}/{path}")
        page.wait_for_timeout(200)
        found.extend(faults_of(page, axe_script, name))

    look("peace", "")
    look("prepared", "on/drinking-water/")
    page.locator("textarea[name=text]").fill("x" * 3000)
    page.locator("button[name=confirm]").click()
    look("refused")
    look("by hand", "on/")
    page.locator("button[name=confirm]").click()
    look("something missing")
    officer.begin()
    look("front page, peace")
    officer.choose("evacuation")
    page.locator("input[name=kind][value=public]").check()
    officer.confirm()
    look("drill is on")
    event = page.locator(".crisis-live h3 a").get_attribute("href")
    for what in ("", "update/", "correct/", "correct/?language=ar", "end/", "report/"):
        look(f"drill {what}", f"{own_site.base}{event}{what}")
    look("occupied", "on/flood/")
    officer.begin()
    look("front page, drill")
    page.goto(f"{own_site.base}{event}end/")
    officer.confirm()
    look("after the drill")
    look("history", "history/")
    assert officer.complaints == []
    assert not found, "\n".join(found)


def test_what_is_prepared_is_accessible(site, staff, axe_script):
    page, found = staff(site, "kris"), []
    for name in ("scenarios", "duty", "numbers", "channels"):
        for view in ("", "new/"):
            assert page.goto(f"{site.base}/admin/crisis/{name}/{view}").status == 200
            page.wait_for_load_state("networkidle")
            found += [f"{name} {view}: {fault}" for fault in violations(page, axe_script)]
    assert not found, "\n".join(found)
