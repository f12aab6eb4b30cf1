"""The form of an image in the admin: one description a language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from wagtail.images.forms import BaseImageForm

PREFIX = "description_"


class TorgetImageForm(BaseImageForm):
    """Asks for the description in every language of the site, the first one in Wagtail's own field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" not in self.fields:
            return
        own = self.fields["description"]
        first, *others = settings.MUNICIPALITY.languages
        own.label = _label(first)
        for code in others:
            self.fields[PREFIX + code] = forms.CharField(
                label=_label(code),
                required=False,
                max_length=own.max_length,
                initial=self.instance.descriptions.get(code, ""),
                widget=forms.TextInput(attrs={"lang": code}),
            )
        before = list(self.fields)[: list(self.fields).index("description") + 1]
        self.order_fields([*before, *(PREFIX + code for code in others)])

    def save(self, commit: bool = True) -> Any:
        """Keep the descriptions that were written, by language."""
        written = {name: text for name, text in self.cleaned_data.items() if name.startswith(PREFIX)}
        self.instance.descriptions |= {name.removeprefix(PREFIX): text for name, text in written.items()}
        self.instance.descriptions = {code: text for code, text in self.instance.descriptions.items() if text}
        return super().save(commit)


def _label(code: str) -> str:
    return gettext("Description (%(language)s)") % {"language": settings.MUNICIPALITY.language_names[code]}
