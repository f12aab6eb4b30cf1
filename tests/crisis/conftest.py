"""What the tests of the crisis screens share."""

import pytest

from accounts.roles import Role
from tests.crisis.admin_staff import signed_in


@pytest.fixture
def own_folder(homes, settings, tmp_path):
    """Home pages, a crisis folder of the test's own, and staff who need no second factor."""
    settings.VAR = tmp_path
    settings.MFA_ENFORCED = False


@pytest.fixture
def kris():
    """A member of the crisis staff, signed in."""
    return signed_in(Role.CRISIS_STAFF)
