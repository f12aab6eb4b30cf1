"""Units and staff in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from people.models import Employee, Unit


class UnitViewSet(SnippetViewSet):
    """Units: contacts, opening hours, premises."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_display = ["name", "telephone", "email", "manager", "ended_on"]
    list_filter = ["parent", "ended_on"]
    search_fields = ["name", "email", "slug"]
    list_export = ["slug", "name", "telephone", "email", "visiting_address", "postal_address", "ended_on"]
    ordering = ["name"]
    inspect_view_enabled = True
    copy_view_enabled = False


class EmployeeViewSet(SnippetViewSet):
    """The staff directory."""

    model = Employee
    icon = "user"
    menu_label = _("Staff directory")
    list_display = [
        "last_name",
        "first_name",
        "title",
        "unit",
        "telephone",
        BooleanColumn("is_public", label=_("Public")),
    ]
    list_filter = ["unit", "is_public", "ended_on"]
    search_fields = ["first_name", "last_name", "title", "subjects", "email"]
    list_export = ["last_name", "first_name", "title", "unit", "email", "telephone", "subjects", "ended_on"]
    ordering = ["last_name", "first_name"]
    inspect_view_enabled = True
    copy_view_enabled = False


class PeopleViewSetGroup(SnippetViewSetGroup):
    """One menu entry for what belongs together."""

    items = (UnitViewSet, EmployeeViewSet)
    menu_icon = "group"
    menu_label = _("Units and staff")
    menu_order = 250
