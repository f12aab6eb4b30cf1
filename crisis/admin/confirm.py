"""A page that asks before it does: form, what would be shown, one sentence that says the effect, one button."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from crisis.actions import Done
from crisis.admin.live import moment
from crisis.admin.preview import Preview, previews
from crisis.admin.screens import Screen
from crisis.changes import Change, Moment
from crisis.errors import Conflict, CrisisError, NotPublished, Occupied, RecordAway
from crisis.operators import Operator, operator_of
from crisis.queries import current_number

PART = "part"  # the preview alone, asked for by the script
CONFLICT, REFUSED, AWAY = 409, 422, 503


class ConfirmScreen(ABC, Screen):
    """`form_options`, `initial`, `would_be` and `act` are what differs from one page to the next."""

    form_class: type[forms.Form] = forms.Form

    def form_options(self) -> dict[str, Any]:
        """Return what the form needs besides the data."""
        return {}

    def initial(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        return {}

    @abstractmethod
    def would_be(self, form: Any, at: Moment) -> Change | None:
        """Return what confirming would change; None when there is nothing to show. CrisisError says why it cannot."""

    @abstractmethod
    def act(self, form: Any) -> HttpResponse:
        """Do it; return where to go."""

    def is_done_already(self, form: Any) -> bool:
        """Tell whether what is asked for is so already, by this very person: a second press of the same button."""
        return False

    @property
    def operator(self) -> Operator:
        """Return who does it."""
        return operator_of(self.request.user)  # type: ignore[arg-type]

    def make_form(self, data: Any = None) -> Any:
        """Return the form; without data with what the person is looking at."""
        initial = {"seen_number": current_number(), **self.initial()}
        return self.form_class(data, initial=initial, **self.form_options())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form with its defaults."""
        return self.show(self.make_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show again what would be shown, or do it."""
        form = self.make_form(request.POST)
        is_valid = form.is_valid()
        if request.POST.get("preview") == PART:
            return self.part(form)
        if "preview" in request.POST or not is_valid:
            return self.show(form, status=200 if is_valid else REFUSED)
        return self.confirm(form)

    def confirm(self, form: Any) -> HttpResponse:
        """Do what is confirmed; whatever stands in the way is said, and what was typed stays."""
        try:
            return self.act(form)
        except Conflict as conflict:
            if self.is_done_already(form):
                return self.done(gettext("It was done already: the button was pressed twice."))
            at = moment(conflict.at) if conflict.at else ""
            return self.show(self.with_new_number(form), status=CONFLICT, conflict=conflict, conflict_at=at)
        except CrisisError as problem:
            if self.is_done_already(form):
                return self.done(gettext("It was done already: the button was pressed twice."))
            is_away = isinstance(problem, NotPublished | RecordAway)
            return self.show(form, status=AWAY if is_away else REFUSED, problem=problem)

    def with_new_number(self, form: Any) -> Any:
        """Return the same form for a second look, on top of what the other person did."""
        data = form.data.copy()
        data["seen_number"] = str(current_number())
        again = self.make_form(data)
        again.is_valid()
        return again

    def show(self, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        """Show form and preview; what would stand in the way is said before anybody confirms."""
        shown, hindrance = self.shown(form)
        problem = context.pop("problem", None) or hindrance
        context |= {
            "form": form,
            "previews": shown,
            "refused": problem.message if problem else "",
            "is_occupied": isinstance(problem, Occupied) and "replace" in form.fields,
            "has_errors": status >= 400,
        }
        return self.answer(status, **context)

    def part(self, form: Any) -> HttpResponse:
        """Show the preview alone."""
        shown, hindrance = self.shown(form)
        self.template_name = "crisis/admin/preview.html"
        return self.render_to_response({"previews": shown, "hindrance": hindrance.message if hindrance else ""})

    def shown(self, form: Any) -> tuple[list[Preview], CrisisError | None]:
        """Return what would be shown in each language, and what stands in the way of it."""
        form = form if form.is_bound else self.with_defaults(form)
        if form.errors:
            return [], None
        try:
            change = self.would_be(form, Moment(timezone.now(), "admin", self.operator.name))
        except CrisisError as problem:
            return [], problem
        return (previews(change.state, change.event) if change and change.event else []), None

    def with_defaults(self, form: Any) -> Any:
        """Return the form as if it were sent untouched."""
        values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        sent = self.make_form({name: "" if value is None else value for name, value in values.items()})
        sent.is_valid()
        return sent

    def done(self, message: str, done: Done | None = None) -> HttpResponse:
        """Say so, say what is still to be done, and show what is on."""
        if done is not None and done.problem:
            messages.error(self.request, done.problem)
        else:
            messages.success(self.request, message)
        return redirect("crisis_mode:index")
