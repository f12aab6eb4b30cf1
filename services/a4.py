"""How much of one printed A4 a service page fills (F2): an estimate from its texts, without a browser.

The numbers are CSS pixels of the print style (static/css/print.css), measured in Chromium; tests/browser/test_print.py
prints every service page of the demo and fails when estimate and paper differ. static/js/admin/page_length.js does the
same sum while the editor types, with the numbers given here.
"""

import re
from html import unescape
from math import ceil
from typing import Any

from django.utils.html import strip_tags

# A field's rows: section it belongs to, characters a line, pixels a line, pixels around each row.
FIELDS: dict[str, tuple[str, int, float, float]] = {
    "target_group": ("who", 60, 16.2, 3.4),
    "conditions": ("who", 58, 16.2, 3.4),
    "before_you_start": ("before", 57, 16.2, 1.8),
    "procedure": ("procedure", 55, 16.2, 3.8),
    "channels": ("ways", 58, 16.2, 3.6),
    "what_you_get": ("result", 60, 16.2, 3.4),
    "special_cases": ("special", 60, 16.2, 3.4),
    "fees": ("fees", 50, 16.2, 3.6),
    "fees_note": ("fees", 66, 14.4, 3.4),
    "desk_help": ("desk", 54, 16.2, 3.4),
    "guarantee": ("promise", 54, 16.2, 3.4),
    "rights_and_duties": ("rights", 60, 16.2, 3.4),
    "appeal": ("appeal", 60, 16.2, 3.4),
    "laws": ("laws", 57, 16.2, 3.4),
}
BOXES = ("desk", "promise")
NUMBERS: dict[str, float] = {
    "page": 1028,  # height of an A4 inside its margins
    "frame": 175,  # head of the sheet, contact box, foot, space between
    "title": 26, "title_characters": 52, "lead": 17.7, "lead_characters": 100,
    "notice": 50, "notice_characters": 105,
    "facts": 17, "action": 23,  # the box with fee, time and deadline; its line with the e-service
    "fact": 18, "fact_line": 16.2, "fact_note": 15.5, "fact_width": 656, "fact_character": 6.1, "note_character": 5.05,
    "gap": 30,
    "section": 29.5, "box": 15,
    "end": 48,  # when and by whom the page was written
    "columns": 2, "balance": 1.0,  # how much the longer column is above the mean
}  # fmt: skip
SHORT_FEES = 2  # so many fees stand in the box; more have a section of their own
DEADLINE = "every year, 15 January – 15 February"
AMOUNT = "13 800 kr"
END_OF_ROW = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


def rich_rows(html: str) -> list[str]:
    """Return the paragraphs and list items of a rich text as plain text."""
    rows = (" ".join(unescape(strip_tags(part)).split()) for part in END_OF_ROW.split(html or ""))
    return [row for row in rows if row]


def sheet(page: Any) -> dict[str, Any]:
    """Return what stands on the paper: rows of text by field, facts in the box, title, introduction and notice."""
    fees = [f"{block.value['condition']} {AMOUNT}" for block in page.fees]
    in_box = len(fees) <= SHORT_FEES
    rows = {
        "target_group": [page.target_group],
        "before_you_start": [str(block.value) for block in page.before_you_start],
        "procedure": [f"{block.value['title']}. {block.value['text']}" for block in page.procedure],
        "channels": [_channel(value) for value in page.other_channels],
        "fees": [] if in_box and not (fees and page.fees_note) else fees,
        "fees_note": [page.fees_note] if fees else [],
        "desk_help": [page.desk_help],
        "laws": [block.value["title"] for block in page.laws],
        **{
            name: rich_rows(getattr(page, name))
            for name in ("conditions", "what_you_get", "special_cases", "guarantee", "rights_and_duties", "appeal")
        },
    }
    return {
        "title": page.title,
        "lead": page.introduction,
        "notice": page.availability_reason if page.availability != "available" else "",
        "action": bool(page.main_channel),
        "rows": {name: [row for row in texts if row] for name, texts in rows.items()},
        "facts": _facts(page, fees if in_box else []),
    }


def _channel(value: Any) -> str:
    return value["label"] if value["kind"] in ("e_service", "form") else f"{value['label']}: {value['value']}"


def _facts(page: Any, fees: list[str]) -> list[list[list[str]]]:
    """Return the entries of the box, each a list of lines with its note."""
    entries: list[list[list[str]]] = []
    if page.is_free:
        entries.append([[AMOUNT, page.fees_note]])
    elif fees:
        entries.append([[AMOUNT, block.value["condition"] or ""] for block in page.fees])
    if page.processing_max:
        entries.append([[AMOUNT, page.processing_note]])
    if page.deadlines:
        entries.append([[DEADLINE, block.value["note"] or ""] for block in page.deadlines])
    if page.appeal_weeks:
        entries.append([[AMOUNT, ""]])
    if page.provider_name:
        entries.append([[page.provider_name, ""]])
    return entries


def _lines(text: str, characters: float) -> int:
    return ceil(len(text) / characters)


def body_height(rows: dict[str, list[str]]) -> float:
    """Return the height of the two columns."""
    n = NUMBERS
    height = n["end"]
    seen: set[str] = set()
    for name, (section, characters, line, around) in FIELDS.items():
        texts = rows[name]
        if texts and section not in seen:
            seen.add(section)
            height += n["section"] + (n["box"] if section in BOXES else 0)
        height += sum(_lines(text, characters) * line + around for text in texts)
    return height / n["columns"] * n["balance"]


def facts_height(entries: list[list[list[str]]]) -> float:
    """Return the height of the entries of the box, which stand beside each other while there is room."""
    n = NUMBERS
    height = row_height = used = 0.0
    for lines in entries:
        own = n["fact"] + sum(n["fact_line"] + (n["fact_note"] if note else 0) for _text, note in lines)
        widths = [max(len(text) * n["fact_character"], len(note) * n["note_character"]) for text, note in lines]
        width = max(widths) + n["gap"]
        if used and used + width > n["fact_width"]:
            height, row_height, used = height + row_height, 0, 0
        used += width
        row_height = max(row_height, own)
    return height + row_height


def fullness(page: Any) -> int:
    """Return how much of one A4 the page fills, in per cent (over 100: it does not fit)."""
    n, content = NUMBERS, sheet(page)
    height = n["frame"] + _lines(content["title"], n["title_characters"]) * n["title"]
    height += _lines(content["lead"], n["lead_characters"]) * n["lead"]
    if content["notice"]:
        height += n["notice"] + _lines(content["notice"], n["notice_characters"]) * n["fact_line"]
    height += n["facts"] + (n["action"] if content["action"] else 0) + facts_height(content["facts"])
    return round(100 * (height + body_height(content["rows"])) / n["page"])
