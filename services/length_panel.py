"""How full the printed A4 is, while the editor writes (F2)."""

from typing import Any

from django.forms import Media, Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from services import a4

NEARLY_FULL = 95  # per cent; the estimate may be a few per cent wrong
FULL = 100
WORDS = {
    "fits": _("The page fits one A4 when it is printed."),
    "nearly": _("The page is nearly full. Look at the printout before you write more."),
    "over": _("The page does not fit one A4. Shorten it."),
}


def state_of(percent: int) -> str:
    """Return what a percentage means: `fits`, `nearly` or `over`."""
    if percent > FULL:
        return "over"
    return "nearly" if percent >= NEARLY_FULL else "fits"


def settings_of_script() -> dict[str, Any]:
    """Return the numbers that the script needs to do the same sum."""
    return {
        "fields": a4.FIELDS,
        "boxes": a4.BOXES,
        "numbers": a4.NUMBERS,
        "shortFees": a4.SHORT_FEES,
        "deadline": a4.DEADLINE,
        "amount": a4.AMOUNT,
        "nearlyFull": NEARLY_FULL,
        "full": FULL,
        "words": {name: str(text) for name, text in WORDS.items()},
    }


class PageLengthPanel(Panel):
    """A meter among the fields; static/js/admin/page_length.js keeps it current while typing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "services/admin/page_length.html"

        @property
        def media(self) -> Media:
            """Load the script as a module and the meter's style, in this view only."""
            return Media(
                js=[Script("js/admin/page_length.js", type="module")],  # type: ignore[list-item]
                css={"all": ["css/admin/page_length.css"]},
            )

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            percent = a4.fullness(self.instance)
            state = state_of(percent)
            own = {"percent": percent, "shown": min(percent, FULL), "state": state, "text": WORDS[state]}
            return {**context, **own, "script_settings": settings_of_script()}
