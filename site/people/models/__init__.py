"""Units, their contacts and hours, and the staff directory."""

from people.models.employee import Absence, Employee, EmployeeWords
from people.models.opening_hours import Channel, OpeningException, OpeningHours
from people.models.unit import Unit, UnitContact, UnitMember, UnitName

__all__ = [
    "Absence",
    "Channel",
    "Employee",
    "EmployeeWords",
    "OpeningException",
    "OpeningHours",
    "Unit",
    "UnitContact",
    "UnitMember",
    "UnitName",
]
