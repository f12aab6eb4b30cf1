"""The demo's pictures, drawn by the project itself."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile

from core.models import TorgetImage
from demo.content import PICTURES, Row, read


def build_pictures() -> dict[str, TorgetImage]:
    """Make or update an image for every drawing; return them by key."""
    content = read("pictures")
    return {key: _picture(key, row, content["credit"]) for key, row in content.items() if isinstance(row, dict)}


def _picture(key: str, row: Row, credit: str) -> TorgetImage:
    content = (PICTURES / f"{key}.svg").read_bytes()
    fingerprint = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    image = TorgetImage.objects.filter(file_hash=fingerprint).first()
    if image is None:
        image = TorgetImage(file=ContentFile(content, name=f"{key}.svg"), file_hash=fingerprint, file_size=len(content))
    image.title, image.credit = row["title"], credit
    image.description = row["alt"][settings.LANGUAGE_CODE]
    image.descriptions = {code: text for code, text in row["alt"].items() if code != settings.LANGUAGE_CODE}
    image.save()
    return image
