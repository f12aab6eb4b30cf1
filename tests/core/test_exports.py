"""No export of the admin holds a formula (quality.md X1)."""

import io
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from tests.factories.people import EmployeeFactory, UnitFactory

pytestmark = pytest.mark.django_db
PAYLOADS = ['=HYPERLINK("https://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def admin(client: Client, settings: Any) -> Client:
    settings.MFA_ENFORCED = False
    client.force_login(get_user_model().objects.create_superuser("chef@norrvik.example", "x"))
    return client


@pytest.mark.parametrize("payload", PAYLOADS)
def test_csv_of_a_snippet_list_holds_no_formula(admin: Client, payload: str) -> None:
    EmployeeFactory(title=payload, unit=UnitFactory(name="Enheten"))
    response = admin.get("/admin/snippets/people/employee/", {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert payload.strip() in text.replace('""', '"')
    assert f",{payload}" not in text
    assert f',"{payload}' not in text


def test_xlsx_of_a_snippet_list_holds_no_formula(admin: Client) -> None:
    EmployeeFactory(title=PAYLOADS[0], unit=UnitFactory())
    response = admin.get("/admin/snippets/people/employee/", {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for row in sheet.rows for cell in row if cell.data_type == "f"] == []


def test_wagtails_own_reports_are_disarmed_too(admin: Client) -> None:
    UnitFactory()
    response = admin.get("/admin/users/", {"export": "csv"})
    assert response.status_code == 200
    assert SpreadsheetExportMixin.preprocess_field_value.is_harmless
