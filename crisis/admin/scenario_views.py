"""The scenario editor's list and form, with the way to what visitors would see."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.widgets.button import Button

from crisis.models import Scenario


def languages_of(scenario: Scenario) -> str:
    """Return the languages that a scenario has a text in."""
    return ", ".join(sorted(text.language for text in scenario.texts.all()))


class ScenarioIndexView(IndexView):
    """Scenarios, with the way to what each would look like."""

    def get_base_queryset(self) -> Any:
        """Bring the texts along: names and languages come from them."""
        return super().get_base_queryset().prefetch_related("texts")

    def get_list_more_buttons(self, instance: Scenario) -> list[Any]:
        """Offer to look at it as visitors would, and from there to switch it on."""
        buttons = super().get_list_more_buttons(instance)
        if instance.is_archived:
            return buttons
        url = reverse("crisis_mode:on", args=[instance.key])
        return [*buttons, MenuItem(gettext("Look at it"), url=url, icon_name="view", priority=15)]


class ScenarioEditView(EditView):
    """One scenario, with the way to what it would look like."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Offer to look at what is saved as visitors would see it."""
        buttons: list[Any] = super().header_more_buttons
        if self.object.is_archived:
            return buttons
        url = reverse("crisis_mode:on", args=[self.object.key])
        return [*buttons, Button(gettext("Look at it"), url=url, icon_name="view", priority=15)]
