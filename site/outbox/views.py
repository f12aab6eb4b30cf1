"""Staff's views of the outbox: a list, one message, and "send again". Nothing can be written or deleted here."""

import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import IndexView, InspectView, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import ModelLogEntry

from outbox.actions import send_again
from outbox.channels import kind_choices
from outbox.models import Delivery


class DeliveryFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=Delivery.State.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices)
    created_at = django_filters.DateFromToRangeFilter(label=_("Written"), widget=DateRangePickerWidget)

    class Meta:
        model = Delivery
        fields = ["state", "kind", "created_at"]


class DeliveryIndexView(IndexView):
    """All messages, the newest first."""

    send_again_url_name = ""
    send_all_again_url_name = ""

    def get_list_more_buttons(self, instance: Delivery) -> list[Any]:
        """Offer "Send again" for what did not arrive."""
        buttons = super().get_list_more_buttons(instance)
        if instance.can_be_sent_again and self.user_has_permission("send_again"):
            url = reverse(self.send_again_url_name, args=[instance.pk])
            buttons.append(MenuItem(gettext("Send again"), url=url, icon_name="rotate", priority=10))
        return buttons

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer to send everything again that was given up."""
        if not self.user_has_permission("send_again") or not given_up().exists():
            return []
        label = gettext("Send all given up again")
        return [HeaderButton(label, url=reverse(self.send_all_again_url_name), icon_name="rotate")]


class DeliveryInspectView(InspectView):
    """One message: what happened to it and who had it sent again."""

    template_name = "outbox/inspect.html"
    page_title = _("Outgoing message")
    send_again_url_name = ""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Offer "Send again" for what did not arrive."""
        if not self.object.can_be_sent_again or not self.user_has_permission("send_again"):
            return []
        url = reverse(self.send_again_url_name, args=[self.object.pk])
        return [Button(gettext("Send again"), url=url, icon_name="rotate", priority=10)]

    labels = {"about": _("Message"), "reason": _("Reason"), "last_error": _("Code"), "message_id": _("Message-ID")}

    def get_field_label(self, field_name: str, field: Any) -> str:
        """Name what is no field of the table too."""
        return str(self.labels.get(field_name) or super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Show moments in the municipality's time (Wagtail shows UTC), and a dash for what has not happened."""
        value = super().get_field_display_value(field_name, field)
        if field_name == "next_attempt_at" and self.object.state != Delivery.State.WAITING:
            value = None
        if isinstance(value, datetime.datetime):
            return timezone.localtime(value)
        return "–" if value in (None, "") else value

    def get_about_display_value(self) -> str:
        """Name the message and what it belongs to."""
        subject = " ".join(filter(None, [self.object.subject_type, self.object.subject_id]))
        return f"{self.object.about} ({subject})" if subject else self.object.about

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who had it sent again, and when."""
        entries = ModelLogEntry.objects.for_instance(self.object).select_related("user")
        return super().get_context_data(entries=entries, **kwargs)


class SendAgainView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks, then lets one failed message, or all that were given up, wait again."""

    model = Delivery
    permission_required = "send_again"
    template_name = "outbox/send_again.html"
    page_title = _("Send again")
    header_icon = "rotate"
    index_url_name = ""
    for_all = False

    @cached_property
    def deliveries(self) -> QuerySet[Delivery]:
        """Return what would be sent again."""
        if self.for_all:
            return given_up()
        get_object_or_404(Delivery, pk=self.kwargs["pk"])
        return Delivery.objects.failed().filter(pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        back = {"url": reverse(self.index_url_name), "label": gettext("Outgoing messages")}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell what would be sent again."""
        return super().get_context_data(
            count=self.deliveries.count(),
            first=self.deliveries.first(),
            index_url=reverse(self.index_url_name),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Let them wait again and return to the list."""
        count = send_again(deliveries=list(self.deliveries), user=request.user)  # type: ignore[arg-type]
        if count:
            text = ngettext("%(count)d message will be sent again.", "%(count)d messages will be sent again.", count)
            messages.success(request, text % {"count": count})
        else:
            messages.warning(request, gettext("Nothing was sent again: the message is no longer a failed one."))
        return redirect(self.index_url_name)


def given_up() -> QuerySet[Delivery]:
    """Return what was tried for three days; refused messages are left for a person to judge one by one."""
    return Delivery.objects.filter(state=Delivery.State.GIVEN_UP)
