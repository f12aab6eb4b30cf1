"""What every form of the site does: no browser bubbles, faults listed first, optional fields say so."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

MESSAGES: list[tuple[type[forms.Field], Any]] = [
    (forms.ChoiceField, _("Choose an answer: %(label)s")),
    (forms.BooleanField, _("Tick the box: %(label)s")),
]


class AccessibleFormMixin:
    """Put before Form or ModelForm; `{% crispy form %}` then shows fields and one button.

    `uses_csrf_cookie` is off on public forms, which carry a one-time key instead (architecture D16).
    """

    use_required_attribute = False
    submit_label: Any = _("Send")
    uses_csrf_cookie = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            name_in_message(field, name)

    @property
    def helper(self) -> FormHelper:
        """Return how crispy-forms writes this form."""
        helper = FormHelper()
        helper.disable_csrf = not self.uses_csrf_cookie
        helper.attrs = {"novalidate": True}
        helper.form_class = "form"
        helper.add_input(Submit("", self.submit_label))
        return helper


def name_in_message(field: forms.Field, name: str) -> None:
    """Let an empty field's message say which field it is about, unless the form has words of its own."""
    standard = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") != standard:
        return
    label = field.label or name.replace("_", " ").capitalize()
    message = next((text for kind, text in MESSAGES if isinstance(field, kind)), _("Fill in: %(label)s"))
    field.error_messages["required"] = lazystr(message % {"label": label})
