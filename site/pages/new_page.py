"""The shortest way for an editor to a new page of the types that are written most often."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models

from pages.models import BasePage


def often_written() -> list[type[BasePage]]:
    """Return the page types that have a shortcut on the front page of the admin, in order."""
    models: list[Any] = [model for model in get_page_models() if getattr(model, "shortcut_order", None) is not None]
    return sorted(models, key=lambda model: model.shortcut_order)


def places_for(model: type[BasePage], user: Any) -> list[Page]:
    """Return the published pages below which a user may create a page of this type, in the source language."""
    parents = Page.objects.type(*model.allowed_parent_page_models()).live().specific().order_by("path")
    in_source = parents.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [
        parent
        for parent in in_source
        if parent.permissions_for_user(user).can_add_subpage() and model.can_create_at(parent)
    ]


def address(model: type[BasePage], parent: Page) -> str:
    """Return the address of Wagtail's own view that creates a page."""
    return reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))


def choose_place(request: HttpRequest, app_label: str, model_name: str) -> HttpResponse:
    """Ask where the new page shall stand; go on at once when there is one place only."""
    model: Any = next((model for model in often_written() if model is _model(app_label, model_name)), None)
    if model is None:
        raise Http404
    places = places_for(model, request.user)
    if not places:
        raise PermissionDenied
    if len(places) == 1:
        return redirect(address(model, places[0]))
    context = {
        "header_icon": "doc-empty-inverse",
        "page_title": _("New: %(type)s") % {"type": model._meta.verbose_name},
        "header_title": _("New: %(type)s") % {"type": model._meta.verbose_name},
        "description": model.page_description,
        "places": [{"title": place.get_admin_display_title(), "url": address(model, place)} for place in places],
    }
    return render(request, "pages/admin/choose_place.html", context)


def _model(app_label: str, model_name: str) -> Any:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None


class NewPagePanel(Component):
    """Buttons on the front page of the admin for the types that this person may create."""

    name = "new_page"
    template_name = "pages/admin/new_page.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Name the types and where each button leads."""
        user = parent_context["request"].user
        shortcuts = [
            {
                "label": _("New: %(type)s") % {"type": model._meta.verbose_name},
                "description": model.page_description,
                "url": reverse("new_page", args=(model._meta.app_label, model._meta.model_name)),
            }
            for model in often_written()
            if places_for(model, user)
        ]
        return {"shortcuts": shortcuts}
