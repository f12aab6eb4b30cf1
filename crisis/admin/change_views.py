"""Changing what is on: update, correct, end."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext

from crisis import actions, changes
from crisis.admin.confirm import ConfirmScreen
from crisis.admin.forms import UpdateForm, promised
from crisis.admin.live import moment
from crisis.admin.preview import Preview, previews
from crisis.admin.text_forms import CorrectForm, EndForm, initial_of
from crisis.changes import Change, Moment
from crisis.content import CRISIS, Text
from crisis.errors import CrisisError, Refused
from crisis.models import CrisisEvent
from crisis.queries import current_state
from crisis.rendering.addresses import page_languages
from crisis.rendering.words import languages, native_name


class ChangeScreen(ConfirmScreen):
    """A change of one event that is on; one that is over leads to its page."""

    @cached_property
    def event(self) -> CrisisEvent:
        """Return the event; 404 when there is none."""
        return get_object_or_404(CrisisEvent, uid=self.kwargs["uid"])

    @property
    def uid(self) -> str:
        """Return the event's public id."""
        return str(self.event.uid)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show what was, when somebody ended it meanwhile; what was typed is sent there to be refused in words."""
        if request.method == "GET" and not self.event.is_on:
            return redirect("crisis_mode:event", self.event.uid)
        return super().dispatch(request, *args, **kwargs)

    def is_mine(self) -> bool:
        """Tell whether the last change of this event was made by the same person."""
        return self.event.changed_by == self.operator.name


class UpdateView(ChangeScreen):
    """What is new."""

    template_name = "crisis/admin/update.html"
    form_class = UpdateForm

    def get_title(self) -> str:
        """Name what is updated."""
        return gettext("Update: %(headline)s") % {"headline": self.event.headline}

    @cached_property
    def others(self) -> list[str]:
        """Return the languages besides the source's."""
        said = self.event.said
        return [tag for tag in page_languages([said]) if tag != said.source]

    def form_options(self) -> dict[str, Any]:
        """Tell the form which languages there are."""
        return {"languages": self.others}

    def initial(self) -> dict[str, Any]:
        """Promise the next update as the scenario does."""
        hours = self.event.scenario.next_update_hours if self.event.scenario else None
        return {"next_update": hours or ("" if self.event.next_update_by is None else 2)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was said last."""
        said = self.event.said
        newest = said.updates[0] if said.updates else None
        if newest is not None:
            tag = said.source if said.source in newest.texts else next(iter(newest.texts))
            kwargs |= {"newest": {"at": moment(newest.at), "text": newest.texts[tag], "language": tag}}
        return super().get_context_data(source=native_name(said.source), **kwargs)

    def would_be(self, form: Any, at: Moment) -> Change:
        """Return what the update would change."""
        until = promised(at.at, form.cleaned_data["next_update"])
        return changes.update(current_state(), at, uid=self.uid, texts=self.texts(form), next_update_by=until)

    def shown(self, form: Any) -> tuple[list[Preview], CrisisError | None]:
        """Show the page as it is while nothing is written."""
        if form.is_bound and form.data.get("text", "").strip():
            return super().shown(form)
        state = current_state()
        try:
            return previews(state, changes.find(state, self.uid)), None
        except Refused as problem:
            return [], problem

    def texts(self, form: Any) -> dict[str, str]:
        """Return the update in every language it was written in."""
        return {**form.translations, self.event.said.source: form.cleaned_data["text"]}

    def act(self, form: Any) -> HttpResponse:
        """Publish it."""
        data = form.cleaned_data
        done = actions.update(
            by=self.operator,
            uid=self.uid,
            texts=self.texts(form),
            next_update_by=promised(timezone.now(), data["next_update"]),
            seen_number=data["seen_number"],
        )
        return self.done(gettext("The update is published."), done)

    def is_done_already(self, form: Any) -> bool:
        """Tell whether the newest update is this one."""
        said = CrisisEvent.objects.get(pk=self.event.pk).said
        text = form.cleaned_data["text"].strip().replace("\r\n", "\n")
        return self.is_mine() and bool(said.updates) and said.updates[0].texts.get(said.source) == text


class CorrectView(ChangeScreen):
    """The text of one language, or the level."""

    template_name = "crisis/admin/correct.html"
    form_class = CorrectForm

    def get_title(self) -> str:
        """Name what is corrected."""
        return gettext("Correct: %(headline)s") % {"headline": self.event.headline}

    @cached_property
    def language(self) -> str:
        """Return the language that is corrected: also one that there is no text in yet."""
        wanted = self.request.GET.get("language", "")
        return wanted if wanted in self.possible else self.event.said.source

    @cached_property
    def possible(self) -> list[str]:
        """Return the languages that can be written: those of the page, then those that have words of their own."""
        return list(dict.fromkeys([*page_languages([self.event.said]), *languages()]))

    @cached_property
    def text(self) -> Text:
        """Return the text as it stands; a new language begins empty."""
        return self.event.said.texts.get(self.language, Text(headline=""))

    def form_options(self) -> dict[str, Any]:
        """Tell the form which language it is."""
        return {"language": self.language}

    def initial(self) -> dict[str, Any]:
        """Show the text as it stands."""
        return {**initial_of(self.text), "level": self.event.level}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the languages, and say what confirming does."""
        sentence = gettext("The text in %(language)s is changed at once. The other languages stay as they are.")
        return super().get_context_data(
            languages=[self._choice(tag) for tag in self.possible],
            sentence=sentence % {"language": native_name(self.language)},
            **kwargs,
        )

    def _choice(self, tag: str) -> dict[str, Any]:
        said = self.event.said
        note = gettext("older") if said.is_older(tag) else "" if tag in said.texts else gettext("no text yet")
        return {"tag": tag, "name": native_name(tag), "note": note, "is_current": tag == self.language}

    def what(self, form: Any) -> dict[str, Any]:
        """Return what is corrected; a new language may stay empty when only the level changes."""
        data = form.cleaned_data
        is_written = self.language in self.event.said.texts or data["headline"]
        return {"texts": {self.language: form.corrected} if is_written else {}, "level": data["level"]}

    def would_be(self, form: Any, at: Moment) -> Change:
        """Return what the correction would change; an untouched page shows what is on."""
        state = current_state()
        try:
            return changes.correct(state, at, uid=self.uid, **self.what(form))
        except Refused:
            if self.request.method == "POST" and self.is_changed(form):
                raise
            return Change(changes.CORRECT, state, changes.find(state, self.uid))

    def shown(self, form: Any) -> tuple[list[Preview], CrisisError | None]:
        """Show the language that is corrected first."""
        shown, problem = super().shown(form)
        return sorted(shown, key=lambda preview: preview.tag != self.language), problem

    def is_changed(self, form: Any) -> bool:
        """Tell whether anything differs from what is on."""
        return any(str(form.data.get(name, "")).split() != str(value).split() for name, value in self.initial().items())

    def act(self, form: Any) -> HttpResponse:
        """Publish it."""
        seen = form.cleaned_data["seen_number"]
        done = actions.correct(by=self.operator, uid=self.uid, seen_number=seen, **self.what(form))
        return self.done(gettext("The correction is published."), done)

    def is_done_already(self, form: Any) -> bool:
        """Tell whether the text is as asked for, by the same person."""
        state = current_state()
        try:
            changes.correct(state, Moment(timezone.now(), "admin", ""), uid=self.uid, **self.what(form))
        except Refused as refused:
            return self.is_mine() and refused.message == gettext("Nothing was changed.")
        return False


class EndView(ChangeScreen):
    """The way back to peace."""

    template_name = "crisis/admin/end.html"
    form_class = EndForm

    def get_title(self) -> str:
        """Name what ends."""
        return gettext("End: %(headline)s") % {"headline": self.event.headline}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what confirming does."""
        event = self.event
        sentence = gettext("The strip disappears from every page at once.")
        if event.level == CRISIS:
            sentence = gettext("The ordinary home page comes back at once for everybody, in all languages.")
        if event.is_private:
            sentence = gettext("The secret page of the drill disappears.")
        after = gettext("A page with the whole course of events stays at the archive.")
        if event.is_drill:
            after = gettext("Then you can write the drill report.")
        return super().get_context_data(sentence=sentence, afterwards=after, **kwargs)

    def would_be(self, form: Any, at: Moment) -> None:
        """Afterwards nothing of it is shown."""
        return

    def act(self, form: Any) -> HttpResponse:
        """End it."""
        data = form.cleaned_data
        done = actions.end(
            by=self.operator, uid=self.uid, how=data["end"], text=data["text"], seen_number=data["seen_number"]
        )
        return self.done(gettext("It has ended."), done)

    def is_done_already(self, form: Any) -> bool:
        """Tell whether it is over already."""
        return not CrisisEvent.objects.get(pk=self.event.pk).is_on
