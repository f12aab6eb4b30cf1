"""Writing and printing the drill report."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crisis.admin.live import drill_label, level_label, moment
from crisis.admin.log_lines import log_lines
from crisis.admin.report import CHECKS, WORDS, StaleReport, edition, language_times, save_report
from crisis.admin.screens import EventScreen
from crisis.admin.spans import span
from crisis.models import CrisisEvent, DrillReport
from crisis.rendering.words import native_name


class ReportForm(forms.Form):
    """The checklist with notes, and three questions."""

    use_required_attribute = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    participants = forms.CharField(label=_("Who took part"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    observations = forms.CharField(label=_("What we saw"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    improvements = forms.CharField(
        label=_("What we will do better"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in CHECKS.items():
            self.fields[f"done_{key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"note_{key}"] = forms.CharField(label=_("Note"), required=False, max_length=500)

    @property
    def checks(self) -> list[dict[str, forms.BoundField]]:
        """Return the lines of the checklist."""
        return [{"done": self[f"done_{key}"], "note": self[f"note_{key}"]} for key in CHECKS]

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the open questions."""
        return [self[name] for name in WORDS]


class ReportView(EventScreen):
    """The report of one drill."""

    template_name = "crisis/admin/report.html"

    def get_title(self) -> str:
        """Name the drill."""
        return gettext("Drill report: %(headline)s") % {"headline": self.event.headline}

    @cached_property
    def event(self) -> CrisisEvent:
        """Return the drill; 404 for something real."""
        event = super().event
        if not event.is_drill:
            raise Http404
        return event

    def report(self) -> DrillReport | None:
        """Return what was written so far."""
        return DrillReport.objects.filter(event=self.event).prefetch_related("checks").first()

    def initial(self, report: DrillReport | None) -> dict[str, Any]:
        """Return what stands in the fields."""
        values: dict[str, Any] = {"seen": edition(report)}
        if report is None:
            return values
        for check in report.checks.all():
            values |= {f"done_{check.key}": check.is_done, f"note_{check.key}": check.note}
        return values | {name: getattr(report, name) for name in WORDS}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report."""
        return self.show(ReportForm(initial=self.initial(self.report())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was written; when somebody else was faster, show both."""
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            save_report(event=self.event, words=form.cleaned_data, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type]
        except StaleReport as stale:
            data = request.POST.copy()
            data["seen"] = edition(stale.report)
            return self.show(ReportForm(data), status=409, theirs=stale.report)
        messages.success(request, gettext("The report is saved."))
        return redirect("crisis_mode:report", self.event.uid)

    def show(self, form: ReportForm, *, status: int = 200, **context: Any) -> HttpResponse:
        """Show the report with what the record knows by itself."""
        event = self.event
        context |= {
            "event": event,
            "form": form,
            "report": self.report(),
            "level_label": level_label(event.level),
            "drill_label": drill_label(event),
            "span": span(event),
            "times": [{"row": row, "name": native_name(row.language)} for row in language_times(event)],
            "log": list(reversed(log_lines(event))),
            "has_errors": status >= 400,
        }
        if "theirs" in context:
            theirs = context["theirs"]
            words = [getattr(theirs, name) for name in WORDS]
            context |= {"theirs_at": moment(theirs.written_at), "theirs_words": list(filter(None, words))}
        return self.answer(status, **context, **on_paper(context["report"]))


def on_paper(report: DrillReport | None) -> dict[str, Any]:
    """Return what was saved, as paper shows it; before that the empty lists to fill in by hand."""
    kept = {check.key: check for check in report.checks.all()} if report else {}
    lines = []
    for key, label in CHECKS.items():
        check = kept.get(key)
        sign = "☑" if check and check.is_done else "☐"
        lines.append({"sign": sign, "label": label, "note": check.note if check else ""})
    fields = {name: field.label for name, field in ReportForm.base_fields.items() if name in WORDS}
    words = [{"label": label, "text": getattr(report, name, "")} for name, label in fields.items()]
    return {"paper": lines, "paper_words": words}
