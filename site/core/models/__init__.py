"""Models of the whole site."""

from core.models.media import TorgetDocument, TorgetImage, TorgetRendition
from core.models.translatable import TranslatableChild, TranslatableSnippet

__all__ = ["TorgetDocument", "TorgetImage", "TorgetRendition", "TranslatableChild", "TranslatableSnippet"]
