"""What other systems read about a crisis: CAP 1.2, Atom, JSON and schema.org, all from the one record."""

from __future__ import annotations

import typing

if typing.TYPE_CHECKING:
    from crisis.content import State
    from crisis.rendering.rendered import Rendered

__all__ = ["feed_files"]


def feed_files(state: State, *, base_url: str) -> dict[str, Rendered]:
    """Return every feed by its path; `base_url` without a slash at its end."""
    from crisis.feeds.files import files

    return files(state, base_url=base_url)
