"""The outbox in the admin, under Reports."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSet

from outbox.models import Delivery
from outbox.views import DeliveryFilterSet, DeliveryIndexView, DeliveryInspectView, SendAgainView


class DeliveryMenuItem(MenuItem):
    """The entry under Reports, for those who may see the messages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this user may see them."""
        return request.user.has_perm("outbox.view_delivery")


class DeliveryViewSet(ViewSet):
    """Read-only: no address here adds, changes or deletes a message."""

    name = "outgoing_messages"
    url_prefix = "outgoing-messages"
    icon = "mail"
    menu_label = _("Outgoing messages")
    menu_hook = "register_reports_menu_item"
    menu_order = 800
    menu_item_class = DeliveryMenuItem

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give every view its model and the others' addresses."""
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("index", "index_results", "inspect")}
        names |= {f"{name}_url_name": self.get_url_name(name) for name in ("send_again", "send_all_again")}
        return super().get_common_view_kwargs(model=Delivery, header_icon=self.icon, **names, **kwargs)

    @cached_property
    def index_options(self) -> dict[str, Any]:
        """Return what the list shows, filters and exports; addresses are not exported."""
        return {
            "any_permission_required": ["view"],
            "list_display": [
                "destination",
                Column("about", label=_("Message")),
                "state",
                Column("reason", label=_("Reason")),
                "attempts",
                DateColumn("created_at", label=_("Written"), sort_key="created_at"),
            ],
            "list_export": ["uid", "about", "state", "last_error", "attempts", "created_at", "sent_at"],
            "export_headings": {"about": _("Message")},
            "export_filename": "outgoing-messages",
            "filterset_class": DeliveryFilterSet,
            "search_fields": ["destination", "subject_id"],
            "search_backend_name": None,
            "default_ordering": "-created_at",
            "paginate_by": 50,
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return list, one message, and sending again."""
        index = self.construct_view(DeliveryIndexView, **self.index_options)
        results = self.construct_view(DeliveryIndexView, **self.index_options, results_only=True)
        fields = ["about", "destination", "state", "reason", "last_error", "attempts", "created_at", "last_attempt_at"]
        inspect = self.construct_view(
            DeliveryInspectView,
            any_permission_required=["view"],
            fields=[*fields, "next_attempt_at", "sent_at", "message_id"],
        )
        return [
            path("", index, name="index"),
            path("results/", results, name="index_results"),
            path("<int:pk>/", inspect, name="inspect"),
            path("<int:pk>/send-again/", self.construct_view(SendAgainView), name="send_again"),
            path("send-again/", self.construct_view(SendAgainView, for_all=True), name="send_all_again"),
        ]
