"""Models of the whole site."""

from core.models.jobs import JobRun
from core.models.media import TorgetDocument, TorgetImage, TorgetRendition
from core.models.translatable import TranslatableChild, TranslatableSnippet
from core.models.version import SiteVersion

__all__ = [
    "JobRun",
    "SiteVersion",
    "TorgetDocument",
    "TorgetImage",
    "TorgetRendition",
    "TranslatableChild",
    "TranslatableSnippet",
]
