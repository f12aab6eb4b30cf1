"""Crisis mode in the admin: the switch, and what is prepared in peace time."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from crisis.admin import change_views, event_views, exports, report_views, switch_views
from crisis.admin.access import crisis_staff_only, may_operate
from crisis.admin.scenario_views import ScenarioEditView, ScenarioIndexView, languages_of
from crisis.models import CrisisNumber, DutyPerson, NationalChannel, Scenario


class CrisisMenuItem(MenuItem):
    """An entry for those who may operate crisis mode."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this user may."""
        return may_operate(request.user)


class SwitchViewSet(ViewSet):
    """The screens of the switch: plain views, made for a phone; each asks for the right by itself."""

    name = "crisis_mode"
    url_prefix = "crisis"
    icon = "warning"
    menu_label = _("The switch")
    menu_item_class = CrisisMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", event_views.NowView.as_view(), name="index"),
            path("live/", event_views.LiveView.as_view(), name="live"),
            path("plan.pdf", event_views.PlanView.as_view(), name="plan"),
            path("check/", event_views.CheckNowView.as_view(), name="check"),
            path("on/", switch_views.SwitchOwnView.as_view(), name="own"),
            path("on/<slug:key>/", switch_views.SwitchOnView.as_view(), name="on"),
            path("history/", event_views.HistoryView.as_view(), name="history"),
            path("events/<uuid:uid>/", event_views.EventView.as_view(), name="event"),
            path("events/<uuid:uid>/update/", change_views.UpdateView.as_view(), name="update"),
            path("events/<uuid:uid>/correct/", change_views.CorrectView.as_view(), name="correct"),
            path("events/<uuid:uid>/end/", change_views.EndView.as_view(), name="end"),
            path("events/<uuid:uid>/log.json", exports.LogJsonView.as_view(), name="log_json"),
            path("events/<uuid:uid>/log.csv", exports.LogCsvView.as_view(), name="log_csv"),
            path("events/<uuid:uid>/report/", report_views.ReportView.as_view(), name="report"),
        ]


class PreparedViewSet(ModelViewSet):
    """What is written in peace time: Wagtail's own views, closed to everybody but crisis staff."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Callable[..., HttpResponseBase]:
        """Let each view ask for the right; Wagtail's own answer would be a redirect."""
        return crisis_staff_only(super().construct_view(view_class, **kwargs))


TEXT_PANELS = [
    FieldRowPanel([FieldPanel("language"), FieldPanel("name")]),
    FieldPanel("headline"),
    FieldPanel("happened"),
    FieldPanel("affected"),
    FieldPanel("do_now"),
    FieldPanel("do_not"),
    FieldPanel("help"),
    FieldPanel("questions"),
    FieldPanel("confirmed"),
    FieldPanel("not_true"),
    FieldPanel("strip"),
    FieldPanel("map_text"),
]
BLANKS_HELP = _(
    "A text in each language. Write what differs from time to time as a blank with its default, such as "
    "{where: the whole municipality}, with the same name in every language: whoever switches on may fill it in."
)


class ScenarioViewSet(PreparedViewSet):
    """Scenarios: texts in each language, level, what alert systems want to know, when to read them again."""

    model = Scenario
    index_view_class = ScenarioIndexView
    edit_view_class = ScenarioEditView
    name = "crisis_scenarios"
    url_prefix = "crisis/scenarios"
    icon = "doc-full-inverse"
    menu_label = _("Scenarios")
    list_display = [
        "__str__",
        "level",
        Column("languages", label=_("Languages"), accessor=languages_of),
        "review_on",
        BooleanColumn("is_offered", label=_("Offered"), accessor=lambda scenario: not scenario.is_archived),
    ]
    list_filter = ["level", "is_archived"]
    search_fields = ["key", "texts__name", "texts__headline"]
    ordering = ["sort_order", "key"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("key"),
                FieldPanel("level"),
                FieldRowPanel([FieldPanel("next_update_hours"), FieldPanel("review_on")]),
                FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_archived")]),
            ],
            heading=_("Scenario"),
        ),
        InlinePanel("texts", heading=_("Texts"), label=_("Text"), help_text=BLANKS_HELP, min_num=1, panels=TEXT_PANELS),
        FieldPanel("map_url"),
        MultiFieldPanel(
            [
                FieldPanel("alert_category"),
                FieldPanel("alert_event"),
                FieldPanel("alert_urgency"),
                FieldPanel("alert_severity"),
                FieldPanel("alert_certainty"),
                FieldPanel("alert_response"),
            ],
            heading=_("For alert systems (CAP)"),
            classname="collapsed",
        ),
    ]


class DutyViewSet(PreparedViewSet):
    """The duty list."""

    model = DutyPerson
    name = "crisis_duty"
    url_prefix = "crisis/duty"
    icon = "user"
    menu_label = _("Duty list")
    list_display = ["name", "role", "telephone", "email"]
    ordering = ["sort_order", "name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
        FieldPanel("user"),
        FieldPanel("has_reminders"),
        FieldPanel("sort_order"),
    ]


class NumberViewSet(PreparedViewSet):
    """Telephone numbers on every crisis page."""

    model = CrisisNumber
    name = "crisis_numbers"
    url_prefix = "crisis/numbers"
    icon = "mobile-alt"
    menu_label = _("Telephone numbers")
    list_display = ["number", "tel", "sort_order"]
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("tel")]),
        FieldPanel("sort_order"),
        InlinePanel(
            "texts",
            heading=_("What it is for"),
            label=_("Text"),
            min_num=1,
            panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("label")])],
        ),
    ]


class ChannelViewSet(PreparedViewSet):
    """National channels on every crisis page."""

    model = NationalChannel
    name = "crisis_channels"
    url_prefix = "crisis/channels"
    icon = "site"
    menu_label = _("National channels")
    list_display = ["url", "sort_order"]
    panels = [
        FieldPanel("url"),
        FieldPanel("sort_order"),
        InlinePanel(
            "texts",
            heading=_("Names"),
            label=_("Name"),
            min_num=1,
            panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("label")])],
        ),
    ]


class CrisisViewSetGroup(ViewSetGroup):
    """One entry in the menu."""

    items = (SwitchViewSet, ScenarioViewSet, DutyViewSet, NumberViewSet, ChannelViewSet)
    menu_label = _("Crisis mode")
    menu_name = "crisis"
    menu_icon = "warning"
    menu_order = 50
