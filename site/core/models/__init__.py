"""Models of the whole site."""

from core.models.jobs import JobRun
from core.models.media import TorgetDocument, TorgetImage, TorgetRendition
from core.models.translatable import TranslatableChild, TranslatableSnippet

__all__ = ["JobRun", "TorgetDocument", "TorgetImage", "TorgetRendition", "TranslatableChild", "TranslatableSnippet"]
