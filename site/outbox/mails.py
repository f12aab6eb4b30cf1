"""Kinds of mail, and how they get their words: in the recipient's language, when they are sent."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation

from core.registries import Registry

Id = str | int | bool | None
Ids = Mapping[str, Id]
PARTS = ("subject.txt", "txt", "html")


@dataclass(frozen=True)
class Mail:
    """A kind of mail: templates/emails/<name>.subject.txt, .txt and .html.

    `context` looks up what the ids stand for; an ObjectDoesNotExist from it ends the delivery.
    """

    name: str
    label: Any
    context: Callable[[Ids], Mapping[str, Any]] = dict


mails: Registry[Mail] = Registry(key=lambda mail: mail.name)


@dataclass(frozen=True)
class RenderedMail:
    """The words of one mail: `subject` is one line."""

    subject: str
    text: str
    html: str


def render_mail(name: str, language: str, ids: Ids) -> RenderedMail:
    """Write a mail; LookupError when no app registered it."""
    mail = mails.get(name)
    if mail is None:
        raise LookupError(f"no mail named {name}")
    with translation.override(language):
        context = {**_sender(language), **mail.context(ids)}
        subject = one_line(_plain(f"emails/{name}.subject.txt", context))
        context["subject"] = subject
        text = _plain(f"emails/{name}.txt", context).strip() + "\n"
        return RenderedMail(subject, text, render_to_string(f"emails/{name}.html", context))


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters: it may stand in a header."""
    visible = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    return " ".join(visible.split())


def _plain(name: str, context: dict[str, Any]) -> str:
    """Render a text template: nothing is escaped as HTML."""
    template: Any = engines["django"].get_template(name)
    return template.template.render(Context(context, autoescape=False))


def _sender(language: str) -> dict[str, Any]:
    """Return who writes: what the base templates show at top and bottom."""
    municipality = settings.MUNICIPALITY
    return {
        "municipality": municipality,
        "municipality_name": municipality.name_in(language),
        "base_url": settings.BASE_URL,
        "language": language,
    }
