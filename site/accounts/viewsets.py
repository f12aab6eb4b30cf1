"""Wagtail's administration of groups: roles by their translated names, and a warning that the programme keeps them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import EditView, GroupViewSet, IndexView

from accounts.roles import Role

KEPT_BY_THE_PROGRAMME = _(
    "This role comes with the website: what you change here is undone at its next update. "
    "Make a group of your own instead."
)


class RoleForm(GroupForm):
    """Changes a group; a role keeps its name, by which the programme knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.name in Role.values:
            self.fields["name"].disabled = True


class RoleIndexView(IndexView):
    """Lists groups by their translated names."""

    columns = [
        TitleColumn("name", accessor=str, label=_("Role"), sort_key="name", url_name="wagtailusers_groups:edit"),
    ]


class RoleEditView(EditView):
    """Says what happens to changes of a role."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the group."""
        if self.get_object().name in Role.values:
            messages.warning(request, KEPT_BY_THE_PROGRAMME)
        return super().get(request, *args, **kwargs)


class RoleViewSet(GroupViewSet):
    """Groups, of which the roles are kept by `sync_roles`."""

    index_view_class = RoleIndexView
    edit_view_class = RoleEditView

    def get_form_class(self, for_update: bool = False) -> type[GroupForm]:
        """Return the form for adding or changing."""
        return RoleForm
