"""The switch: on, from a prepared scenario or by hand."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext

from crisis import actions, changes
from crisis.actions import by_hand
from crisis.admin.confirm import ConfirmScreen
from crisis.admin.forms import OwnForm, SwitchForm
from crisis.admin.preview import Preview
from crisis.changes import Change, Moment
from crisis.content import SERIOUS, Text
from crisis.errors import CrisisError, Occupied
from crisis.models import CrisisEvent, Scenario
from crisis.models.fields import lines
from crisis.prepared import Prepared
from crisis.queries import current_state, prepare
from crisis.rendering.words import words


class SwitchOnView(ConfirmScreen):
    """One prepared scenario: nothing has to be filled in."""

    template_name = "crisis/admin/switch.html"
    form_class = SwitchForm

    @cached_property
    def scenario(self) -> Scenario:
        """Return the scenario; 404 for one that is not offered."""
        return get_object_or_404(Scenario.objects.prefetch_related("texts"), key=self.kwargs["key"], is_archived=False)

    @cached_property
    def prepared_one(self) -> Prepared:
        """Return it ready to be switched on."""
        return prepare(self.scenario)

    def prepared(self, form: Any) -> Prepared:
        """Return what would be switched on."""
        return self.prepared_one

    def get_title(self) -> str:
        """Name what is switched on."""
        return gettext("Switch on: %(name)s") % {"name": self.prepared_one.name(get_language() or "")}

    def form_options(self) -> dict[str, Any]:
        """Tell the form which scenario it is."""
        return {"prepared": self.prepared_one}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say in which languages, and when nobody has read the texts for too long."""
        said = words(get_language() or settings.LANGUAGE_CODE)
        names = [said.name_of(tag) for tag in settings.MUNICIPALITY.languages]
        return super().get_context_data(
            languages=get_text_list(names, gettext("and")), review_note=self.review_note(), **kwargs
        )

    def review_note(self) -> str:
        """Return a warning for texts that should have been read again by now."""
        review_on = self.scenario.review_on
        if review_on is None or not self.scenario.is_review_due:
            return ""
        sentence = gettext("These texts should have been reviewed by %(date)s. Read them with care.")
        return sentence % {"date": date_format(review_on, "DATE_FORMAT")}

    def would_be(self, form: Any, at: Moment) -> Change:
        """Return what switching it on would change."""
        return changes.switch_on(
            current_state(),
            at,
            prepared=self.prepared(form),
            values=form.blanks,
            token="x" * 32 if form.is_private else "",
            replace=form.cleaned_data["replace"],
            **form.options(at.at),
        )

    def shown(self, form: Any) -> tuple[list[Preview], CrisisError | None]:
        """Show also what cannot be switched on before something else ends."""
        shown, problem = super().shown(form)
        if isinstance(problem, Occupied) and not form.is_bound:
            form = self.with_defaults(form)
        if not isinstance(problem, Occupied) or form.is_drill:
            return shown, problem
        form.cleaned_data["replace"] = True
        return super().shown(form)[0], problem

    def act(self, form: Any) -> HttpResponse:
        """Switch it on."""
        done = actions.switch_on(
            by=self.operator,
            prepared=self.prepared(form),
            blanks=form.blanks,
            private=form.is_private,
            replace=form.cleaned_data["replace"],
            seen_number=form.cleaned_data["seen_number"],
            **form.options(timezone.now()),
        )
        if form.is_private:
            return self.done(gettext("The drill has begun. The public sees nothing of it."), done)
        if form.is_drill:
            return self.done(gettext("The drill has begun. Everybody sees it, marked as a drill."), done)
        return self.done(gettext("It is on. Everybody sees it now."), done)

    def is_done_already(self, form: Any) -> bool:
        """Tell whether this page has switched its event on already."""
        return CrisisEvent.objects.filter(uid=form.cleaned_data["uid"]).exists()


class SwitchOwnView(SwitchOnView):
    """Something that nobody prepared: a headline, and what is known."""

    form_class = OwnForm

    @cached_property
    def prepared_one(self) -> Prepared:
        """Return what the form begins with."""
        return by_hand({settings.LANGUAGE_CODE: Text(headline="–")}, SERIOUS)

    def get_title(self) -> str:
        """Say that it is written by hand."""
        return gettext("Switch on: something else")

    def review_note(self) -> str:
        """Nothing of it was prepared."""
        return ""

    def prepared(self, form: Any) -> Prepared:
        """Return what was written."""
        data = form.cleaned_data
        text = Text(headline=data["headline"], happened=data["happened"], do_now=lines(data["do_now"]))
        return by_hand({settings.LANGUAGE_CODE: text}, data["level"])
