"""What templates ask about pages of units."""

from django import template

from core.locales import active_locale_id
from pages.models import UnitPage
from people.models import Unit

register = template.Library()


@register.simple_tag
def unit_page_url(unit: Unit | None) -> str:
    """Return the address of a unit's page in the current language, empty when it has none."""
    if unit is None:
        return ""
    page = UnitPage.objects.live().filter(owner_unit=unit, locale_id=active_locale_id()).first()
    return page.get_url() or "" if page else ""
