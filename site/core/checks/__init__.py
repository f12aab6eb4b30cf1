"""House rules as Django system checks, and what production refuses to start with."""

from core.checks import blocks, municipality, production

__all__ = ["blocks", "municipality", "production"]
