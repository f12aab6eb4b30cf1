"""The fonts of printed matter, from packages in the lock, and which characters they have."""

from __future__ import annotations

import functools
import importlib.util
import struct
from pathlib import Path

FONT_FAMILIES = ("Noto Sans", "Noto Sans Arabic")
PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")


def font_folders() -> list[Path]:
    """Return the folders that hold the fonts."""
    folders = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin:
            folders.append(Path(spec.origin).parent / "files")
    return folders


@functools.cache
def characters() -> frozenset[int]:
    """Return the code points that can be printed upright, with spaces."""
    found: set[int] = {0x20, 0xA0}
    for folder in font_folders():
        for path in sorted(folder.glob("*.ttf")):
            if "Italic" not in path.name:
                found |= covered(path.read_bytes())
    return frozenset(found)


def covered(font: bytes) -> set[int]:
    """Return the code points of a font: the table cmap of OpenType, in its formats 4 and 12."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for index in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            break
    else:
        return set()
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, offset + 2)[0]):
        platform, _encoding, start = struct.unpack_from(">HHI", font, offset + 4 + 8 * index)
        kind = struct.unpack_from(">H", font, offset + start)[0]
        if platform in (0, 3) and kind == 4:
            found |= _segments(font, offset + start)
        elif platform in (0, 3) and kind == 12:
            found |= _groups(font, offset + start)
    return found


def _segments(font: bytes, start: int) -> set[int]:
    """Read format 4: end and start codes of at most 65,535. Noto leaves no holes inside a segment."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    return {
        code for first, last in zip(starts, ends, strict=True) if first != 0xFFFF for code in range(first, last + 1)
    }


def _groups(font: bytes, start: int) -> set[int]:
    """Read format 12: groups of code points of any size."""
    count = struct.unpack_from(">I", font, start + 12)[0]
    groups = (struct.unpack_from(">II", font, start + 16 + 12 * index) for index in range(count))
    return {code for first, last in groups for code in range(first, last + 1)}
