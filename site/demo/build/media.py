"""The demo's pictures, drawn by the project itself."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile

from core.models import TorgetImage
from demo.content import PICTURES, Row, read


def build_pictures() -> dict[str, TorgetImage]:
    """Make or update an image for every drawing; return them by key."""
    return {key: _picture(key, row) for key, row in read("pictures").items()}


def _picture(key: str, row: Row) -> TorgetImage:
    content = (PICTURES / f"{key}.svg").read_bytes()
    fingerprint = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    image = TorgetImage.objects.filter(file_hash=fingerprint).first()
    if image is None:
        image = TorgetImage(file=ContentFile(content, name=f"{key}.svg"), file_hash=fingerprint, file_size=len(content))
    words = row["alt"][settings.LANGUAGE_CODE]
    image.title, image.description, image.credit = words[:120], words[:255], row.get("credit", "")
    image.save()
    return image
