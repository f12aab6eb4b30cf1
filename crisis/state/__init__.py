"""The crisis as files (D8): standard library only, so that it works before Django, without it, and without database."""

from crisis.state.folder import CrisisFolder, folder_at
from crisis.state.journal import Journal
from crisis.state.live import Damaged, Live, Page

__all__ = ["CrisisFolder", "Damaged", "Journal", "Live", "Page", "folder_at"]
