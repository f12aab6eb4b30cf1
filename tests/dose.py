"""How much is tested: a small dose by bin/test, everything by `bin/test --drills` (quality.md)."""

import os
from collections.abc import Iterable
from typing import TypeVar

EVERYTHING = bool(os.environ.get("TORGET_DRILLS"))
Item = TypeVar("Item")


def dose(everything: Iterable[Item], *, only: Iterable[Item]) -> list[Item]:
    """Return all the cases with --drills, else only these, which must be among them."""
    cases, few = list(everything), list(only)
    assert all(case in cases for case in few), f"no such case: {few}"
    return cases if EVERYTHING else few
