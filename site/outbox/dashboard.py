"""What the admin's front page says about the outbox."""

from typing import Any

from wagtail.admin.ui.components import Component

from outbox.queries import failed_count


class FailedMessagesPanel(Component):
    """A warning while there are messages that did not arrive; nothing otherwise."""

    name = "failed_messages"
    template_name = "outbox/failed_messages.html"
    order = 55

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count them."""
        return {"count": failed_count()}
