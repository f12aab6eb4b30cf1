"""Exports from the admin that no spreadsheet program takes for formulas."""

from typing import Any

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Return a text so that a spreadsheet shows it instead of running it; numbers and dates as they are."""
    text = force_str(value, strings_only=True)
    return f"'{text}" if isinstance(text, str) and text.lstrip().startswith(FORMULA_STARTS) else text


class SafeExportMixin(SpreadsheetExportMixin):
    """Wagtail writes formulas raw into CSV files (traps.md); this writes every text as text."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Disarm what Wagtail would write."""
        return harmless(super().preprocess_field_value(field, value, export_format))
