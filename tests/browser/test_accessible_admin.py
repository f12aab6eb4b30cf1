"""axe finds nothing in the views of the admin that are ours, nor in stock views with our fields in them."""

import pytest

from tests.browser.axe import LOOKS, violations
from tests.browser.conftest import NARROW
from tests.browser.states import TEMPLATES
from tests.dose import EVERYTHING, dose

OWN_VIEWS = {
    "dashboard": "/admin/",
    "choose a place": "/admin/new-page/services/servicepage/",
    "search report": "/admin/reports/searches/",
    "units": "/admin/snippets/people/unit/",
    "new unit": "/admin/snippets/people/unit/add/",
    "staff directory": "/admin/snippets/people/employee/",
    "new person": "/admin/snippets/people/employee/add/",
    "synonyms": "/admin/snippets/search/searchsynonym/",
    "promoted": "/admin/snippets/search/promotedresult/",
    "social media": "/admin/snippets/navigation/socialmediaaccount/",
    "footer": "/admin/snippets/navigation/footer/",
    "messages": "/admin/outgoing-messages/",
    "users": "/admin/users/",
    "roles": "/admin/groups/",
    "second step": "/accounts/2fa/",
    "new password": "/accounts/password/change/",
}

# Between them they hold every kind of field.
FORMS = ["home.HomePage", "services.ServicePage"]


def settle(page):
    """Wait until the fields are drawn and named."""
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("name", OWN_VIEWS)
def test_view_has_no_violation(site, staff, axe_script, name):
    page = staff(site, "admin")
    assert page.goto(site.base + OWN_VIEWS[name]).status == 200
    settle(page)
    found = violations(page, axe_script)
    page.set_viewport_size(NARROW)
    found += [f"narrow: {fault}" for fault in violations(page, axe_script, only=None if EVERYTHING else LOOKS)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", dose(TEMPLATES.values(), only=FORMS))
def test_form_of_a_page_has_no_violation(site, staff, axe_script, kind):
    page = staff(site, "admin")
    page.goto(f"{site.base}/admin/pages/{site.first(kind).id}/edit/")
    settle(page)
    found = violations(page, axe_script)
    for tab in page.locator("main [role=tab]").all()[1:]:
        tab.click()
        found += [f"{tab.inner_text()}: {fault}" for fault in violations(page, axe_script)]
    assert not found, "\n".join(found)


def test_form_of_a_unit_and_of_a_person_has_no_violation(site, staff, axe_script):
    page = staff(site, "admin")
    found = []
    for kind in ("unit", "employee"):
        page.goto(f"{site.base}/admin/snippets/people/{kind}/")
        page.locator("main table a[href*='/edit/']").first.click()
        settle(page)
        found += [f"{kind}: {fault}" for fault in violations(page, axe_script)]
    assert not found, "\n".join(found)
