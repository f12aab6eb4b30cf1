"""Choosers of snippets speak the reader's language.

Wagtail writes "Choose unit" when a form class is made, once a process, in the language of whoever came first.
"""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.snippets.widgets import AdminSnippetChooser

TEXTS = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}
_made = AdminSnippetChooser.__init__


def _in_words(text: str, model: Any) -> str:
    return gettext(text) % {"object": model._meta.verbose_name}


_later = lazy(_in_words, str)


def _make(self: AdminSnippetChooser, *args: Any, **kwargs: Any) -> None:
    """Make the widget as Wagtail does, then let its texts be written when they are read."""
    _made(self, *args, **kwargs)
    for name, text in TEXTS.items():
        if name not in kwargs:
            setattr(self, name, _later(text, self.model))


def speak_the_readers_language() -> None:
    """Take Wagtail's place."""
    AdminSnippetChooser.__init__ = _make
