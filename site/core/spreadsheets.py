"""Exports from the admin that no spreadsheet program takes for formulas."""

from typing import Any

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Return a text so that a spreadsheet shows it instead of running it; numbers and dates as they are."""
    text = force_str(value, strings_only=True)
    return f"'{text}" if isinstance(text, str) and text.lstrip().startswith(FORMULA_STARTS) else text


def disarm_exports() -> None:
    """Make every export of the admin harmless, Wagtail's own too: it writes formulas raw (traps.md).

    Wagtail has no setting for it, and page reports, lists of users and snippets all share this one mixin.
    """
    original = SpreadsheetExportMixin.preprocess_field_value
    if getattr(original, "is_harmless", False):
        return

    def preprocess_field_value(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        return harmless(original(self, field, value, export_format))

    preprocess_field_value.is_harmless = True  # type: ignore[attr-defined]
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
