"""The crisis plan on paper: one accessible PDF of what the record holds, to lie where the power may fail."""

from __future__ import annotations

from crisis.plan.making import MadePlan, make_plan

__all__ = ["MadePlan", "make_plan"]
