"""Correcting what is said in one language, or the level; and ending."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crisis.admin.forms import SeenForm, choice, level_choices
from crisis.content import Text
from crisis.models import CrisisEvent
from crisis.models.fields import lines
from crisis.models.scenario import ONE_A_LINE, TWO_PARTS, questions, questions_as_text

LISTS = ("do_now", "do_not", "help", "confirmed", "not_true")
FIRST = ("headline", "happened", "do_now", "do_not")


def area(label: Any, rows: int = 2, hint: Any = "") -> forms.CharField:
    """Return a field for a text of any length."""
    return forms.CharField(
        label=label, required=False, strip=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )


class CorrectForm(SeenForm):
    """All parts of the text in one language, as it stands now."""

    headline = forms.CharField(label=_("Headline"), max_length=200)
    happened = area(_("What has happened"), 3)
    affected = area(_("Who is affected"))
    do_now = area(_("What to do now"), 4, ONE_A_LINE)
    do_not = area(_("What not to do"), 2, ONE_A_LINE)
    help = area(_("Where to get help"), 2, ONE_A_LINE)
    questions = area(_("Questions and answers"), 4, TWO_PARTS)
    confirmed = area(_("Confirmed"), 2, ONE_A_LINE)
    not_true = area(_("Not true"), 2, ONE_A_LINE)
    strip = forms.CharField(
        label=_("Strip"),
        required=False,
        max_length=200,
        help_text=_("One sentence on every page; empty: the headline."),
    )
    level = forms.TypedChoiceField(label=_("How grave"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices()  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name not in ("level", "seen_number"):
                field.widget.attrs |= {"lang": language, "dir": "auto"}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Return the parts that are corrected most often."""
        return [self[name] for name in FIRST]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Return the other parts."""
        return [self[name] for name in self.fields if name not in (*FIRST, "level", "seen_number")]

    @property
    def corrected(self) -> Text:
        """Return the text that was written."""
        data = self.cleaned_data
        items: dict[str, Any] = {name: lines(data[name]) for name in LISTS}
        return Text(
            headline=data["headline"],
            happened=data["happened"].strip(),
            affected=data["affected"].strip(),
            questions=questions(data["questions"]),
            strip=data["strip"],
            **items,
        )


def initial_of(text: Text) -> dict[str, str]:
    """Return a text as the fields show it."""
    return {
        "headline": text.headline,
        "happened": text.happened,
        "affected": text.affected,
        "questions": questions_as_text(text.questions),
        "strip": text.strip,
        **{name: "\n".join(getattr(text, name)) for name in LISTS},
    }


class EndForm(SeenForm):
    """Ending: over, or it never was; with a last word when there is one."""

    end = forms.ChoiceField(label=_("Why it ends"), widget=forms.RadioSelect, initial=CrisisEvent.End.OVER)
    text = forms.CharField(
        label=_("A last word"),
        required=False,
        strip=False,
        help_text=_("Becomes the last entry of the archived timeline."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].choices = [  # type: ignore[attr-defined]
            (
                CrisisEvent.End.OVER,
                choice(gettext("It is over"), gettext("The danger has passed.")),
            ),
            (
                CrisisEvent.End.FALSE_ALARM,
                choice(gettext("It was a false alarm"), gettext("It was not so, or it was switched on by mistake.")),
            ),
        ]
