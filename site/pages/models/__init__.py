"""The plain page types and the base of all others."""

from pages.models.accessibility import AccessibilityStatementPage
from pages.models.base import BasePage
from pages.models.content import ContentPage
from pages.models.staff_directory import StaffDirectoryPage
from pages.models.unit import UnitIndexPage, UnitPage

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "ContentPage",
    "StaffDirectoryPage",
    "UnitIndexPage",
    "UnitPage",
]
