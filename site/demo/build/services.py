"""Categories, service pages and life events of the demo."""

from typing import Any

from demo.build.tree import Tree, stream
from demo.content import Row, read, read_folder
from services.models import ServiceCategoryPage, ServicePackagePage, ServicePage

REVIEW_MONTHS = 12
SHARED = ("availability", "is_free", "appeal_weeks", "map_url")
TEXTS = (
    "title", "slug", "introduction", "search_description", "target_group", "conditions", "what_you_get",
    "special_cases", "fees_note", "processing_note", "guarantee", "rights_and_duties", "appeal", "subject_words",
    "synonyms", "availability_reason", "provider_name", "desk_help",
)  # fmt: skip


def build_categories(tree: Tree, unit: Any) -> None:
    """Make the categories that have services, under the index of services, in each language."""
    filled = {(row["category"], language) for row in read_folder("services").values() for language in row}
    for row in read("categories")["category"]:
        for language in tree.locales:
            if language in row and (row["key"], language) in filled:
                words = {name: row[language][name] for name in ("title", "slug", "introduction")}
                parent = tree.find("services", language)
                key = f"category-{row['key']}"
                tree.put(ServiceCategoryPage, key, language, parent, icon=row["icon"], owner_unit=unit, **words)


def build_services(tree: Tree, units: dict[str, Any], review: Any) -> None:
    """Make the service pages, then tie related ones together."""
    rows = read_folder("services")
    for key, row in rows.items():
        for language in tree.locales:
            if language in row:
                parent = tree.find(f"category-{row['category']}", language)
                fields = service_fields(key, row, language)
                tree.put(
                    ServicePage, f"service-{key}", language, parent,
                    owner_unit=units[row["unit"]], review_on=review(key), **fields,
                )  # fmt: skip
    for key, row in rows.items():
        for language in tree.locales:
            page = tree.find(f"service-{key}", language)
            if page is not None:
                related = [tree.find(f"service-{other}", language) for other in row.get("related", [])]
                page.related = stream(key, [("service", other.pk) for other in related if other is not None])
                page.save()


def service_fields(key: str, row: Row, language: str) -> Row:
    """Return the fields of one service in one language, as ServicePage stores them."""
    words = row[language]
    time = row.get("processing_time", {})
    provider = row.get("provider", {})
    return {
        **{name: row[name] for name in SHARED if name in row},
        **{name: words.get(name, "") for name in TEXTS},
        **{f"for_{name}": name in row["audiences"] for name in ("residents", "businesses", "associations", "press")},
        "processing_min": time.get("min"),
        "processing_max": time.get("max"),
        "processing_unit": time.get("unit", "weeks"),
        "provider_level": provider.get("level", ""),
        "provider_url": provider.get("url", ""),
        "before_you_start": stream(f"{key}-need", [("item", text) for text in words.get("before_you_start", [])]),
        "procedure": stream(f"{key}-step", [("step", step) for step in words.get("procedure", [])]),
        "fees": stream(f"{key}-fee", [("fee", fee) for fee in words.get("fees", [])]),
        "channels": stream(f"{key}-way", [("channel", _channel(way)) for way in words.get("channels", [])]),
        "laws": stream(f"{key}-law", [("law", law) for law in words.get("laws", [])]),
        "deadlines": stream(f"{key}-deadline", _deadlines(row, words)),
    }


def _channel(way: Row) -> Row:
    return {"kind": way["kind"], "label": way["label"], "value": way["value"], "needs_eid": way.get("eid", False)}


def _deadlines(row: Row, words: Row) -> list[tuple[str, Row]]:
    notes = [*words.get("deadline_notes", []), *[""] * len(row.get("deadlines", []))]
    return [
        (entry["kind"], _deadline(entry, note)) for entry, note in zip(row.get("deadlines", []), notes, strict=False)
    ]


def _deadline(entry: Row, note: str) -> Row:
    if entry["kind"] == "date":
        return {"on": entry["on"].isoformat(), "note": note}
    if entry["kind"] == "before":
        return {"amount": entry["amount"], "unit": entry["unit"], "note": note}
    end_month = entry.get("end_month")
    return {
        "day": entry["day"],
        "month": str(entry["month"]),
        "end_day": entry.get("end_day"),
        "end_month": str(end_month) if end_month else "",
        "note": note,
    }


def build_life_events(tree: Tree, units: dict[str, Any], pictures: dict[str, Any]) -> None:
    """Make the life events; a service that is not translated is left out of its group."""
    rows = sorted(read_folder("life_events").items(), key=lambda item: item[1].get("order", 0))
    for key, row in rows:
        for language in tree.locales:
            if language in row:
                words = row[language]
                groups = [("group", _group(tree, group, language)) for group in row["groups"] if language in group]
                tree.put(
                    ServicePackagePage, f"event-{key}", language, tree.find("life-events", language),
                    icon=row["icon"],
                    image=pictures[row["picture"]], owner_unit=units[row.get("unit", "kontaktcenter")],
                    groups=stream(key, groups),
                    checklist=stream(f"{key}-check", [("item", text) for text in words.get("checklist", [])]),
                    **{name: words.get(name, "") for name in ("title", "slug", "introduction", "search_description")},
                )  # fmt: skip


def _group(tree: Tree, group: Row, language: str) -> Row:
    pages = [tree.find(f"service-{key}", language) for key in group["services"]]
    return {
        "heading": group[language]["heading"],
        "text": group[language].get("text", ""),
        "services": [page.pk for page in pages if page is not None],
    }
