"""Roles have what the apps declare, no more and no less."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page, PagePermissionTester

from accounts import role_sync
from accounts.models import User
from accounts.role_sync import sync_roles
from accounts.roles import Grants, Role
from accounts.viewsets import RoleForm


@pytest.fixture
def roles(db):
    return sync_roles()


def permissions_of(role):
    group = Group.objects.get(name=role.value)
    return {
        f"{perm.content_type.app_label}.{perm.codename}" for perm in group.permissions.select_related("content_type")
    }


def page_actions(role):
    user = User.objects.create_user(email=f"{role.value}@norrvik.example")
    user.groups.add(Group.objects.get(name=role.value))
    home = Page.objects.get(depth=2)
    tester = PagePermissionTester(user, home)
    checks = {"add": tester.can_add_subpage, "edit": tester.can_edit, "publish": tester.can_publish}
    return {name for name, check in checks.items() if check()}


def test_migrating_makes_every_role(db):
    assert set(Role.values) <= set(Group.objects.values_list("name", flat=True))


def test_every_declared_permission_exists(roles):
    assert roles.unknown == []


def test_syncing_twice_changes_nothing(roles):
    again = sync_roles()
    assert again.changes == []


def test_everybody_may_enter_the_admin(roles):
    for role in Role:
        assert "wagtailadmin.access_admin" in permissions_of(role)


def test_crisis_staff_may_only_enter_and_do_what_belongs_to_crises(roles):
    others = {name for name in permissions_of(Role.CRISIS_STAFF) if not name.startswith("crisis.")}
    assert others == {"wagtailadmin.access_admin"}


def test_only_crisis_staff_and_administrators_operate_crisis_mode(roles):
    holders = {role for role in Role if any(name.startswith("crisis.") for name in permissions_of(role))}
    assert holders == {Role.CRISIS_STAFF, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.UNIT_MANAGER, Role.CONTACT_CENTRE, Role.ARCHIVIST])
def test_roles_that_do_not_write_have_no_pages_and_no_media(roles, role):
    assert page_actions(role) == set()
    assert not GroupCollectionPermission.objects.filter(group__name=role.value).exists()
    assert not {name for name in permissions_of(role) if ".add_" in name or ".change_" in name or ".delete_" in name}


def test_editors_write_and_publishers_publish(roles):
    assert page_actions(Role.EDITOR) == {"add", "edit"}
    assert page_actions(Role.PUBLISHER) == {"add", "edit", "publish"}
    assert page_actions(Role.ADMINISTRATOR) == {"add", "edit", "publish"}


def test_only_administrators_manage_people(roles):
    for role in Role:
        holds = {name for name in permissions_of(role) if name.startswith(("accounts.", "auth."))}
        assert bool(holds) == (role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.SERVICE_DESIGNER])
def test_those_who_write_may_translate(roles, role):
    assert "wagtail_localize.submit_translation" in permissions_of(role)


def test_what_nobody_declares_is_taken_away_and_told(roles):
    group = Group.objects.get(name=Role.ARCHIVIST)
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    home = Page.objects.get(depth=2)
    GroupPagePermission.objects.create(group=group, page=home, permission_type="publish")
    result = sync_roles()
    assert result.changes == [
        "archivist: - accounts.delete_user",
        "archivist: - pages wagtailcore.publish_page",
    ]
    assert permissions_of(Role.ARCHIVIST) == {"wagtailadmin.access_admin"}


def test_groups_that_are_no_roles_are_left_alone(roles):
    own = Group.objects.create(name="Vår egen grupp")
    own.permissions.add(Permission.objects.get(codename="delete_user"))
    sync_roles()
    assert own.permissions.count() == 1


def test_wagtails_own_groups_give_way_to_roles(roles):
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == ["publisher"]


def test_wagtails_group_with_people_in_it_stays(roles):
    moderators = Group.objects.create(name="Moderators")
    User.objects.create_user(email="a@norrvik.example").groups.add(moderators)
    sync_roles()
    assert Group.objects.filter(name="Moderators").exists()


def test_command_tells_what_it_changed(roles):
    Group.objects.get(name=Role.EDITOR).delete()
    out = io.StringIO()
    call_command("sync_roles", stdout=out)
    assert "editor: created" in out.getvalue()
    assert "editor: + pages wagtailcore.add_page" in out.getvalue()
    out = io.StringIO()
    call_command("sync_roles", stdout=out)
    assert out.getvalue() == "Roles are up to date.\n"


def test_misspelt_permission_is_an_error_that_names_it(db, monkeypatch):
    declared = [{Role.EDITOR: Grants(permissions=("people.fly_unit",), pages=("levitate",))}]
    monkeypatch.setattr(role_sync, "declared_grants", lambda: iter(declared))
    with pytest.raises(CommandError, match=r"editor: people\.fly_unit, editor: wagtailcore\.levitate_page"):
        call_command("sync_roles", stdout=io.StringIO())


@pytest.fixture
def administrator(client, roles, settings):
    settings.MFA_ENFORCED = False
    user = User.objects.create_superuser(email="admin@norrvik.example", password="x" * 12)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def test_people_see_roles_in_their_language(roles):
    officers = Group.objects.get(name=Role.CASE_OFFICER)
    with translation.override("en"):
        assert str(officers) == "Case officer"
    with translation.override("sv"):
        assert str(officers) == Role.CASE_OFFICER.label
    assert str(Group(name="Vår egen grupp")) == "Vår egen grupp"


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/users/new/", "/admin/groups/"])
def test_administrator_never_sees_the_key_of_a_role(client, administrator, path):
    html = client.get(path).content.decode()
    assert "Case officer" in html
    assert "case-officer" not in html


def test_administrator_is_told_that_roles_come_with_the_website(client, administrator):
    group = Group.objects.get(name=Role.EDITOR)
    assert "Make a group of your own instead." in client.get(f"/admin/groups/edit/{group.pk}/").content.decode()
    own = Group.objects.create(name="Vår egen grupp")
    assert "Make a group of your own instead." not in client.get(f"/admin/groups/edit/{own.pk}/").content.decode()


def test_a_role_cannot_be_renamed(roles):
    form = RoleForm({"name": "Skribenter"}, instance=Group.objects.get(name=Role.EDITOR))
    assert form.is_valid()
    assert form.cleaned_data["name"] == "editor"
