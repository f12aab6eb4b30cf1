"""The drill report: times from the record, a checklist, and what people saw; kept in the log like everything else."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from crisis.admin.exports import visibilities
from crisis.models import CrisisEvent, DrillCheck, DrillReport, Visibility
from crisis.operators import operator_of
from crisis.record import Source, add_entry, bounded, lock_book

CHECKS = {
    "found": _("The person on duty found the switch without help, with their own account and telephone."),
    "scenario": _("The right scenario and the right level were chosen."),
    "texts": _("The texts were right and easy to understand, in every language."),
    "visible": _("The page was checked from a telephone outside the municipality's network."),
    "informed": _("The switchboard and the neighbours on the duty list knew what was shown."),
    "updated": _("An update was published before the promised time."),
    "shell": _("Somebody switched from the command line or with the file."),
    "paper": _("The printed plan was at hand, and its telephone numbers were right."),
    "ended": _("It was ended, and the ordinary home page was back in every language."),
}
WORDS = ("participants", "observations", "improvements")


@dataclass(frozen=True)
class LanguageTime:
    """When a language's page stood there: the first look after the switch that found it right."""

    language: str
    node: str
    seconds: float | None
    seen_at: datetime.datetime | None
    problem: str


def language_times(event: CrisisEvent) -> list[LanguageTime]:
    """Return for each machine and language how long after the switch it was visible."""
    first: dict[tuple[str, str], Visibility] = {}
    switched = event.log.filter(kind="on").values_list("version", flat=True).first()
    for row in sorted(visibilities(event), key=lambda row: (row.version.number, row.language, row.node)):
        if row.version.number == switched:
            key = (row.node, row.language)
            first[key] = row if key not in first or not row.ok else first[key]
    return [
        LanguageTime(row.language, row.node, row.seconds, row.seen_at, "" if row.ok else row.problem or row.url)
        for row in first.values()
    ]


class StaleReport(Exception):
    """Somebody else saved the report since it was opened."""

    def __init__(self, report: DrillReport) -> None:
        super().__init__(report.written_by)
        self.report = report


def save_report(*, event: CrisisEvent, words: Mapping[str, Any], by: User, seen: str) -> DrillReport:
    """Write the report and its log entry; StaleReport when somebody else was faster."""
    operator = operator_of(by)
    with bounded():
        book = lock_book()
        report = DrillReport.objects.filter(event=event).first() or DrillReport(event=event)
        if edition(report) != seen:
            raise StaleReport(report)
        for name in WORDS:
            setattr(report, name, words[name])
        report.written_by, report.written_at = operator.name, timezone.now()
        report.save()
        _save_checks(report, words)
        entry = {"checks": {key: bool(words[f"done_{key}"]) for key in CHECKS}}
        add_entry(book, "report", Source(operator, "admin"), at=report.written_at, event=event, words=entry)
    return report


def edition(report: DrillReport | None) -> str:
    """Return what tells one edition of a report from the next, empty before the first."""
    return report.written_at.isoformat() if report and report.written_at else ""


def _save_checks(report: DrillReport, words: Mapping[str, Any]) -> None:
    report.checks.all().delete()
    DrillCheck.objects.bulk_create(
        DrillCheck(report=report, key=key, is_done=words[f"done_{key}"], note=words[f"note_{key}"], sort_order=number)
        for number, key in enumerate(CHECKS)
    )
