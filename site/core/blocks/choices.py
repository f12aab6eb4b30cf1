"""Choices that several blocks and models share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ICONS = {
    "arrow-right": _("Arrow"),
    "bank": _("Town hall"),
    "briefcase": _("Briefcase"),
    "building": _("Building"),
    "calendar": _("Calendar"),
    "chat": _("Conversation"),
    "document": _("Document"),
    "drop": _("Water"),
    "globe": _("Globe"),
    "heart": _("Heart"),
    "home": _("Home"),
    "house": _("House"),
    "info": _("Information"),
    "leaf": _("Leaf"),
    "lock": _("Lock"),
    "mail": _("Letter"),
    "megaphone": _("Megaphone"),
    "people": _("People"),
    "phone": _("Telephone"),
    "road": _("Road"),
    "scales": _("Scales"),
    "school": _("School"),
    "search": _("Magnifying glass"),
    "sparkle": _("Star"),
    "warning": _("Warning"),
}


def icon_choices() -> list[tuple[str, Any]]:
    """Return the icons an editor may choose, by name."""
    return [(name, ICONS[name]) for name in sorted(ICONS)]
