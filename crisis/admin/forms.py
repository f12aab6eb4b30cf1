"""What a person fills in: as little as possible, each field with a default that works."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crisis.admin.blank_names import blank_name
from crisis.content import CRISIS, NOTICE, SERIOUS
from crisis.prepared import Prepared
from crisis.rendering.words import native_name

REAL, PUBLIC, PRIVATE = "real", "public", "private"
HOURS = (1, 2, 3, 4, 6, 8, 12, 24, 48)


def choice(label: str, hint: str) -> Any:
    """Return a choice that says in a second line what it means."""
    return format_html("<span><strong>{}</strong><small>{}</small></span>", label, hint)


def level_choices() -> list[tuple[int, Any]]:
    """Return the levels and what each does."""
    return [
        (NOTICE, choice(gettext("1 Notice"), gettext("A strip on the pages; readers may put it away."))),
        (SERIOUS, choice(gettext("2 Serious"), gettext("A strip on every page and a box on top of the home page."))),
        (CRISIS, choice(gettext("3 Crisis"), gettext("The home page is replaced; a strip on every other page."))),
    ]


def kind_choices() -> list[tuple[str, Any]]:
    """Return real or drill, and what each means."""
    return [
        (REAL, choice(gettext("For real"), gettext("Everybody sees it."))),
        (
            PUBLIC,
            choice(gettext("Drill for everybody"), gettext("Everybody sees it, marked as a drill.")),
        ),
        (PRIVATE, choice(gettext("Drill for staff"), gettext("Only those with the secret address see it."))),
    ]


def hour_choices(default: int | None) -> list[tuple[str, str]]:
    """Return how long until the next update."""
    hours = sorted({*HOURS, *([default] if default else [])})
    words = [(str(hour), gettext("Within %(hours)s h") % {"hours": hour}) for hour in hours]
    return [("", gettext("Promise nothing")), *words]


class SeenForm(forms.Form):
    """Carries the number of the version that the person saw, so that two people never overwrite each other unseen."""

    use_required_attribute = False
    seen_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SwitchForm(SeenForm):
    """Switching a prepared scenario on: nothing in it has to be touched."""

    uid = forms.UUIDField(widget=forms.HiddenInput)  # the event's, made with the page: a second press makes no second
    text = forms.CharField(
        label=_("What people must know now"),
        required=False,
        strip=False,
        help_text=_("Stands first on the page, with the time. Other languages show it as you write it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    level = forms.TypedChoiceField(label=_("How grave"), coerce=int, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("For real or drill"), widget=forms.RadioSelect, initial=REAL)
    next_update = forms.TypedChoiceField(label=_("Next update"), required=False, coerce=int, empty_value=None)
    pages = forms.CharField(
        label=_("Only on these pages"),
        required=False,
        help_text=_("One path a line, such as /skola/. Empty: on every page."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    replace = forms.BooleanField(label=_("End what is on and switch this on instead"), required=False)

    def __init__(self, *args: Any, prepared: Prepared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices()  # type: ignore[attr-defined]
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
        self.fields["next_update"].choices = hour_choices(prepared.next_update_hours)  # type: ignore[attr-defined]
        self.initial.setdefault("uid", str(uuid.uuid4()))
        self.initial.setdefault("level", prepared.level)
        self.initial.setdefault("next_update", prepared.next_update_hours or "")
        self.blank_names = list(prepared.blanks)
        for name, default in prepared.blanks.items():
            self.fields[f"blank_{name}"] = self._blank(name, default)

    def _blank(self, name: str, default: str) -> forms.CharField:
        """Return the field of a blank; empty keeps each language's own default."""
        return forms.CharField(
            label=blank_name(name),
            required=False,
            help_text=gettext("If left empty: “%(default)s”") % {"default": default},
        )

    @property
    def blank_fields(self) -> list[forms.BoundField]:
        """Return the blanks' fields."""
        return [self[f"blank_{name}"] for name in self.blank_names]

    @property
    def has_blanks(self) -> bool:
        """Tell whether anything was filled in there, or is wrong."""
        return any(field.errors or field.value() for field in self.blank_fields)

    @property
    def blanks(self) -> dict[str, str]:
        """Return what was filled in; what was left empty is not among it."""
        values = {name: self.cleaned_data.get(f"blank_{name}", "").strip() for name in self.blank_names}
        return {name: value for name, value in values.items() if value}

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths that a notice is limited to."""
        return tuple(self.cleaned_data["pages"].split()) if self.cleaned_data["level"] == NOTICE else ()

    @property
    def is_drill(self) -> bool:
        """Tell whether it is only practised."""
        return bool(self.cleaned_data["kind"] != REAL)

    @property
    def is_private(self) -> bool:
        """Tell whether only staff would see it."""
        return bool(self.cleaned_data["kind"] == PRIVATE)

    def options(self, at: datetime.datetime) -> dict[str, Any]:
        """Return what both the preview and the switch want to know."""
        return {
            "uid": str(self.cleaned_data["uid"]),
            "level": self.cleaned_data["level"],
            "text": self.cleaned_data["text"],
            "drill": self.is_drill,
            "pages": self.paths,
            "next_update_by": promised(at, self.cleaned_data["next_update"]),
        }


def promised(at: datetime.datetime, hours: int | None) -> datetime.datetime | None:
    """Return the moment so many hours away, in whole minutes; None when nothing is promised."""
    return (at + datetime.timedelta(hours=hours)).replace(second=0, microsecond=0) if hours else None


class OwnForm(SwitchForm):
    """Switching on what nobody prepared: a headline is enough."""

    headline = forms.CharField(
        label=_("Headline"),
        help_text=_("What has happened, in a few words."),
        max_length=200,
        error_messages={"required": _("Write a headline.")},
    )
    happened = forms.CharField(label=_("What has happened"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    do_now = forms.CharField(
        label=_("What to do now"),
        required=False,
        help_text=_("One piece of advice a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("headline", "happened", "do_now")


class UpdateForm(SeenForm):
    """An update: a text in the source language; translations may come now, later or never."""

    text = forms.CharField(
        label=_("What is new"),
        help_text=_("Stands first on the page, with the time. Plain words."),
        error_messages={"required": _("Write what is new.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_update = forms.TypedChoiceField(label=_("Next update"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_update"].choices = hour_choices(self.initial.get("next_update"))  # type: ignore[attr-defined]
        self.languages = languages
        for tag in languages:
            self.fields[f"text_{tag}"] = forms.CharField(
                label=native_name(tag),
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 3, "lang": tag}),
            )

    @property
    def language_fields(self) -> list[forms.BoundField]:
        """Return the fields of the other languages."""
        return [self[f"text_{tag}"] for tag in self.languages]

    @property
    def translations(self) -> dict[str, str]:
        """Return what was written in other languages."""
        texts = {tag: self.cleaned_data.get(f"text_{tag}", "") for tag in self.languages}
        return {tag: text for tag, text in texts.items() if text.strip()}
