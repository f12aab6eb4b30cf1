"""Wagtail's administration of users and groups, with roles shown by their translated names."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.groups import IndexView as GroupIndexView
from wagtail.users.views.users import UserViewSet

from accounts.roles import role_label


class RoleLabelsMixin:
    """Names the groups to choose from in the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]  # type: ignore[attr-defined]
        groups.label = _("Roles")
        groups.label_from_instance = lambda group: role_label(group.name)


class StaffUserCreationForm(RoleLabelsMixin, UserCreationForm):
    """Adds a member of staff."""


class StaffUserEditForm(RoleLabelsMixin, UserEditForm):
    """Changes a member of staff."""


class StaffUserViewSet(UserViewSet):
    """Users with translated roles."""

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm | UserEditForm]:
        """Return the form for adding or changing."""
        return StaffUserEditForm if for_update else StaffUserCreationForm


def _label_of(group: Group) -> str:
    return role_label(group.name)


class RoleIndexView(GroupIndexView):
    """Lists groups by their translated names."""

    columns = [
        TitleColumn("name", accessor=_label_of, label=_("Role"), sort_key="name", url_name="wagtailusers_groups:edit")
    ]


class RoleViewSet(GroupViewSet):
    """Groups, of which the roles are kept by `sync_roles`."""

    index_view_class = RoleIndexView
