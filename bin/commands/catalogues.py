"""Compile gettext catalogues (.po to .mo), so that no gettext program is needed."""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

from .ground import ROOT, UP_TO_DATE, StopError

LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+)?(".*")$')


class Entry:
    """One message: context, key, plural key and its translations by number."""

    def __init__(self) -> None:
        self.fuzzy = False
        self.parts: dict[str, str] = {}
        self.current = ""

    def add(self, keyword: str, number: str, text: str) -> None:
        """Start a part or go on with the current one."""
        if keyword:
            self.current = f"msgstr{number or '0'}" if keyword == "msgstr" else keyword
            self.parts[self.current] = ""
        self.parts[self.current] += text

    def pair(self) -> tuple[str, str] | None:
        """Return key and translation as a .mo file holds them, nothing when there is no complete translation."""
        texts = [self.parts[name] for name in sorted(self.parts) if name.startswith("msgstr")]
        if "msgid" not in self.parts or not all(texts) or (self.fuzzy and self.parts["msgid"]):
            return None
        key = self.parts["msgid"]
        if "msgid_plural" in self.parts:
            key += "\0" + self.parts["msgid_plural"]
        if "msgctxt" in self.parts:
            key = self.parts["msgctxt"] + "\4" + key
        return key, "\0".join(texts)


def parse(text: str, name: str) -> dict[str, str]:
    """Return the complete translations of a .po file's text."""
    entries = [Entry()]
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or (line.startswith("#") and entries[-1].parts.get("msgstr0") is not None):
            entries.append(Entry())
        if line.startswith("#,"):
            entries[-1].fuzzy = "fuzzy" in line
        if not line or line.startswith("#"):
            continue
        found = LINE.match(line)
        if found is None or not (found[1] or entries[-1].current):
            raise StopError(f"{name}, line {number}: not understood: {line}")
        if found[1] in ("msgid", "msgctxt") and "msgstr0" in entries[-1].parts:
            entries.append(Entry())
        entries[-1].add(found[1] or "", found[2] or "", ast.literal_eval(found[3]))
    return dict(pair for entry in entries if (pair := entry.pair()))


def compiled(messages: dict[str, str]) -> bytes:
    """Return the bytes of a .mo file."""
    keys = sorted(messages, key=lambda key: key.encode())
    tables: list[list[tuple[int, int]]] = [[], []]
    data = b""
    start = 28 + 16 * len(keys)
    for table, texts in zip(tables, (keys, [messages[key] for key in keys]), strict=True):
        for text in texts:
            encoded = text.encode()
            table.append((len(encoded), start + len(data)))
            data += encoded + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + b"".join(struct.pack("<2I", *row) for table in tables for row in table) + data


def ensure(folder: Path = ROOT / "site") -> str:
    """Compile every catalogue that is newer than its compiled file."""
    done = 0
    for source in sorted(folder.glob("locale*/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        content = compiled(parse(source.read_text(encoding="utf-8"), str(source.relative_to(folder))))
        if not target.exists() or target.read_bytes() != content:
            new = target.with_suffix(".mo.new")
            new.write_bytes(content)
            new.replace(target)
            done += 1
    return f"{done} compiled" if done else UP_TO_DATE
