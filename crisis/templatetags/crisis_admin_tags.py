"""What templates of the admin ask of crisis mode."""

from typing import Any

from django import template

from crisis.admin.access import is_crisis_only

register = template.Library()


@register.filter
def has_only_crisis(user: Any) -> bool:
    """Tell whether crisis mode is all that this user has to do here."""
    return is_crisis_only(user)
