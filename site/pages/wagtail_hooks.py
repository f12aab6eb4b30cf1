"""What pages add to the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from pages.new_page import NewPagePanel, choose_place


@hooks.register("register_admin_urls")
def new_page_url() -> list[URLPattern]:
    """Give the choice of a place its address."""
    return [path("new-page/<slug:app_label>/<slug:model_name>/", choose_place, name="new_page")]


@hooks.register("construct_homepage_panels")
def new_page_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Begin a page from the front page of the admin."""
    panels.append(NewPagePanel())
