"""What templates ask about services."""

from django import template
from django.utils.safestring import SafeString

from core.structured_data import script
from services.models import ServicePage
from services.structured_data import service_data as data_of_service

register = template.Library()


@register.simple_tag
def service_data(page: ServicePage) -> SafeString:
    """Return the page's service for search engines."""
    return script(data_of_service(page))
