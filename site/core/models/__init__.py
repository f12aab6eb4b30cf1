"""Models of the whole site."""

from core.models.chain import AppendOnly, ChainedEvent, ChainOwner, ChainTombstone
from core.models.jobs import JobRun
from core.models.media import TorgetDocument, TorgetImage, TorgetRendition
from core.models.translatable import TranslatableChild, TranslatableSnippet
from core.models.version import SiteVersion

__all__ = [
    "AppendOnly",
    "ChainOwner",
    "ChainTombstone",
    "ChainedEvent",
    "JobRun",
    "SiteVersion",
    "TorgetDocument",
    "TorgetImage",
    "TorgetRendition",
    "TranslatableChild",
    "TranslatableSnippet",
]
