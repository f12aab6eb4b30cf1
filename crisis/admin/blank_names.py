"""What the blanks of the shipped scenarios are called among staff; others by their own names."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "at_risk": _("Who is most at risk"),
    "bus": _("Bus from"),
    "buses": _("Buses"),
    "cause": _("Cause"),
    "description": _("Description"),
    "disease": _("Disease"),
    "how_long": _("How long"),
    "leak": _("Whether data has leaked"),
    "meeting_place": _("Meeting place"),
    "place": _("Place"),
    "road_number": _("Telephone number for roads"),
    "roads": _("Roads"),
    "safe_points": _("Safe points"),
    "sandbags": _("Sandbags"),
    "schools": _("Schools"),
    "shelter": _("Shelter"),
    "visits": _("Visits to care homes"),
    "water": _("Water"),
    "water_points": _("Water points"),
    "weather": _("Weather"),
    "what": _("What"),
    "when": _("When"),
    "where": _("Where"),
    "who": _("Who"),
}


def blank_name(name: str) -> str:
    """Return a blank's name in the reader's language."""
    return str(NAMES.get(name) or name.replace("_", " ").capitalize())
