"""What services show on other apps' pages: a unit's services on its page."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from core.registries import PageSection, page_sections
from services.models import ServicePage


def services_of_unit(request: HttpRequest, page: models.Model) -> dict[str, Any] | None:
    """Return the services that the page's unit is responsible for, in the page's language."""
    unit_page: Any = page
    services = list(
        ServicePage.objects.offered()
        .filter(locale_id=unit_page.locale_id, owner_unit_id=unit_page.owner_unit_id)
        .only_listed()
        .order_by("title")
    )
    return {"services": services} if services else None


page_sections.register(PageSection("unit", "services/sections/unit_services.html", services_of_unit))
