"""From a state to the finished pages of the crisis site, without database.

The style and its hash (`crisis.rendering.style`) can be read without Django; the pages need its templates.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping

from crisis.rendering.rendered import Rendered

if typing.TYPE_CHECKING:
    from crisis.content import State

__all__ = ["Rendered", "render", "strips"]


def render(state: State, *, base_url: str) -> dict[str, Rendered]:
    """Return every answer of the crisis site by its path: pages and feeds; `base_url` without a slash at its end."""
    from crisis.rendering.site import render_site

    return render_site(state, base_url=base_url)


def strips(state: State) -> dict[str, list[Mapping[str, object]]]:
    """Return what ordinary pages show of the state, by the site's languages: values that JSON can hold."""
    from crisis.rendering.strip_values import strips_of

    return strips_of(state)
