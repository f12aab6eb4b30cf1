"""What the app adds to the admin, and what crisis staff do not see there."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.contrib.settings.registry import register_setting

from crisis.admin.access import is_crisis_only, may_operate
from crisis.admin.panels import CrisisPanel
from crisis.models import CrisisSettings
from crisis.viewsets import CrisisViewSetGroup

register_setting(CrisisSettings, icon="warning")


@hooks.register("register_admin_viewset")
def crisis_viewsets() -> ViewSetGroup:
    """Give the switch and what is prepared their addresses and their menu."""
    return CrisisViewSetGroup()


@hooks.register("register_permissions")
def crisis_permissions() -> Iterable[Permission]:
    """Let administrators give the right to operate crisis mode to groups of their own."""
    return Permission.objects.filter(content_type__app_label="crisis", codename="operate_crisis")


@hooks.register("construct_homepage_panels", order=1000)
def crisis_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put crisis mode first on the front page; crisis staff see nothing else there."""
    user: Any = request.user
    if is_crisis_only(user):
        panels.clear()
    if may_operate(user):
        panels.append(CrisisPanel())


@hooks.register("construct_main_menu", order=1000)
def only_crisis(request: HttpRequest, items: list[MenuItem]) -> None:
    """Show crisis staff nothing but crisis mode in the menu."""
    if is_crisis_only(request.user):
        items[:] = [item for item in items if item.name == "crisis"]
