"""What the app adds to the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry

from outbox.dashboard import FailedMessagesPanel
from outbox.viewsets import DeliveryViewSet


@hooks.register("register_admin_viewset")
def delivery_viewset() -> ViewSet:
    """Show outgoing messages under Reports."""
    return DeliveryViewSet()


@hooks.register("register_permissions")
def delivery_permissions() -> Iterable[Permission]:
    """Let administrators give the rights to groups of their own."""
    return Permission.objects.filter(content_type__app_label="outbox", content_type__model="delivery")


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name what is written to the audit log."""
    actions.register_action("outbox.send_again", _("Send again"), _("Had the message sent again"))


@hooks.register("construct_homepage_panels")
def failed_messages(request: HttpRequest, panels: list[Component]) -> None:
    """Warn about messages that did not arrive."""
    user: Any = request.user
    if user.has_perm("outbox.view_delivery"):
        panels.append(FailedMessagesPanel())
