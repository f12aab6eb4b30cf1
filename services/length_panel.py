"""How full the printed A4 is, while the editor writes (F2)."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

# Lines of text that one printed A4 holds with our print style, measured in the browser (tests/browser/test_print.py).
LINES_ON_A4 = 74
CHARACTERS_A_LINE = 52
TEXTS = (
    "introduction", "target_group", "conditions", "what_you_get", "special_cases", "fees_note", "guarantee",
    "rights_and_duties", "appeal", "availability_reason", "desk_help",
)  # fmt: skip
STREAMS = ("before_you_start", "procedure", "fees", "deadlines", "channels", "laws")


def lines_of(text: str) -> int:
    """Estimate the printed lines of a text, its heading included; 0 for an empty one."""
    length = len(strip_tags(text))
    return 2 + length // CHARACTERS_A_LINE if length else 0


def fullness(page: Any) -> int:
    """Return how much of one A4 the page fills, in per cent (over 100: it does not fit)."""
    lines = 8 + sum(lines_of(str(getattr(page, name) or "")) for name in TEXTS)
    for name in STREAMS:
        rows = [block.render_as_block() if hasattr(block, "render_as_block") else "" for block in getattr(page, name)]
        lines += sum(max(1, len(strip_tags(str(row))) // CHARACTERS_A_LINE) for row in rows) + (2 if rows else 0)
    return round(100 * lines / LINES_ON_A4 / 2)


class PageLengthPanel(Panel):
    """A meter above the fields; static/js/admin/page-length.js keeps it current while typing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "services/admin/page_length.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            percent = fullness(self.instance) if self.instance.pk else 0
            return {**context, "percent": percent, "fits": percent <= 100, "label": _("How full the A4 page is")}
