"""Gives each role's group exactly the permissions that apps declare; running it twice changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction
from django.utils.module_loading import module_has_submodule
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from accounts.roles import Grants, Role, RoleGrants

WAGTAIL_GROUPS = {"Editors": Role.EDITOR, "Moderators": Role.PUBLISHER}


@dataclass
class SyncResult:
    """What a run changed ("editor: + people.add_unit") and which declared permissions do not exist."""

    changes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def tables_exist(using: str) -> bool:
    """Tell whether the tables that roles need are there (they are not in the middle of a first migration)."""
    names = set(connections[using].introspection.table_names())
    needed = (Group, Permission, GroupPagePermission, GroupCollectionPermission, GroupApprovalTask)
    return names.issuperset(model._meta.db_table for model in needed)


def declared_grants() -> Iterator[RoleGrants]:
    """Yield ROLE_GRANTS of every app that has a `roles` module."""
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "roles"):
            yield import_module(f"{config.name}.roles").ROLE_GRANTS


@transaction.atomic
def sync_roles() -> SyncResult:
    """Create missing groups, add declared permissions, remove the others; return what changed."""
    result = SyncResult()
    permissions = {
        f"{app}.{codename}": pk
        for app, codename, pk in Permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    declared = list(declared_grants())
    for role in Role:
        group, is_new = Group.objects.get_or_create(name=role.value)
        if is_new:
            result.changes.append(f"{role.value}: created")
        grants = [app_grants[role] for app_grants in declared if role in app_grants]
        _RoleSync(group, permissions, result).apply(grants)
    _retire_wagtail_groups(result)
    return result


class _RoleSync:
    """Brings one group in line."""

    def __init__(self, group: Group, permissions: dict[str, int], result: SyncResult) -> None:
        self.group = group
        self.permissions = permissions
        self.result = result

    def apply(self, grants: list[Grants]) -> None:
        """Give the group the sum of the grants and nothing else."""
        self._sync_plain(self._matching(grant.permissions for grant in grants))
        page_names = [tuple(f"wagtailcore.{action}_page" for action in grant.pages) for grant in grants]
        root_page = Page.objects.filter(depth=1).first()
        if root_page is not None:
            rows = GroupPagePermission.objects.filter(group=self.group)
            self._sync_rows(rows, {"page": root_page}, self._matching(page_names), "pages")
        root_collection = Collection.objects.filter(depth=1).first()
        if root_collection is not None:
            rows = GroupCollectionPermission.objects.filter(group=self.group)
            names = self._matching(grant.collections for grant in grants)
            self._sync_rows(rows, {"collection": root_collection}, names, "collections")

    def _matching(self, patterns: Iterable[tuple[str, ...]]) -> set[str]:
        """Return the names that the patterns stand for; a pattern without any is noted as unknown."""
        names: set[str] = set()
        for pattern in {pattern for group in patterns for pattern in group}:
            found = {name for name in self.permissions if fnmatchcase(name, pattern)}
            if not found:
                self.result.unknown.append(f"{self.group.name}: {pattern}")
            names |= found
        return names

    def _sync_plain(self, wanted: set[str]) -> None:
        ids = {self.permissions[name]: name for name in wanted}
        present = set(self.group.permissions.values_list("pk", flat=True))
        names = {pk: name for name, pk in self.permissions.items()}
        self.group.permissions.add(*(ids.keys() - present))
        self.group.permissions.remove(*(present - ids.keys()))
        self._note("", {names[pk] for pk in ids.keys() - present}, {names[pk] for pk in present - ids.keys()})

    def _sync_rows(self, rows, place: dict[str, object], wanted: set[str], label: str) -> None:  # type: ignore[no-untyped-def]
        """Bring page or collection permissions in line; those elsewhere than at the root are removed too."""
        names = {pk: name for name, pk in self.permissions.items()}
        present: set[str] = set()
        removed: set[str] = set()
        (where, root), *_rest = place.items()
        for row in rows.select_related(where):
            name = names[row.permission_id]
            if getattr(row, where) == root and name in wanted:
                present.add(name)
            else:
                removed.add(name)
                row.delete()
        added = wanted - present
        for name in sorted(added):
            rows.model.objects.create(group=self.group, permission_id=self.permissions[name], **place)
        self._note(f"{label} ", added, removed)

    def _note(self, label: str, added: set[str], removed: set[str]) -> None:
        self.result.changes += [f"{self.group.name}: + {label}{name}" for name in sorted(added)]
        self.result.changes += [f"{self.group.name}: - {label}{name}" for name in sorted(removed)]


def _retire_wagtail_groups(result: SyncResult) -> None:
    """Replace the groups that Wagtail's migrations make, when nobody is in them, by the roles that do their work."""
    for name, role in WAGTAIL_GROUPS.items():
        old = Group.objects.filter(name=name, user__isnull=True).first()
        if old is None:
            continue
        new = Group.objects.get(name=role.value)
        for task in GroupApprovalTask.objects.filter(groups=old):
            task.groups.add(new)
        old.delete()
        result.changes.append(f"{name}: removed, {role.value} takes its place")
