"""Fields that several models of the crisis app share."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LEVELS = ((1, _("Notice")), (2, _("Serious")), (3, _("Crisis")))
ORIGINS = (("admin", _("Admin")), ("shell", _("Command line")), ("file", _("File")))

language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
    _("Write the language's tag, such as ar, uk, se or zh-Hans."),
)


class LanguageField(models.CharField):
    """A language by its tag (BCP 47): also languages that the rest of the site does not have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("verbose_name", _("Language"))
        kwargs.setdefault("validators", [language_tag])
        kwargs.setdefault("help_text", _("The language's tag: sv, nb, en, ar, uk, fi, se …"))
        super().__init__(*args, **kwargs)


def lines(text: str) -> tuple[str, ...]:
    """Return the items of a list written one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
