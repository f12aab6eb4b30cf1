"""Which strings our code asks gettext for, and the catalogues in site/locale that answer.

Done here and not with makemessages: it needs no gettext program, writes nothing between the templates, and gives the
same file on every machine, so that a test can tell whether a catalogue is up to date.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

SOURCES = ("site", "home", "services", "eforms", "feedback", "crisis", "templates")
# Which positional argument of a gettext function is the context, the message and the plural.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(\w*gettext|_)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?")


class Message(NamedTuple):
    """A string that the code wants translated; context and plural are empty when it has none."""

    text: str
    context: str = ""
    plural: str = ""


def messages_of_project(root: Path) -> set[Message]:
    """Return every string that our Python files and templates ask for."""
    found: set[Message] = set()
    for name in SOURCES:
        for path in (root / name).rglob("*"):
            if path.suffix == ".py" and "migrations" not in path.parts:
                found.update(messages_of_python(path.read_text(encoding="utf-8")))
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                found.update(messages_of_template(path.read_text(encoding="utf-8")))
    return found


def messages_of_python(source: str) -> Iterator[Message]:
    """Yield what the gettext functions in Python source are called with."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            texts: list[object] = [
                argument.value if isinstance(argument, ast.Constant) else None for argument in node.args
            ]
            yield from _message(name, texts)


def messages_of_template(source: str) -> Iterator[Message]:
    """Yield what the translation tags of a template ask for."""
    for name, *literals in TEMPLATE_CALL.findall(templatize(source)):
        yield from _message(name, [ast.literal_eval(literal) for literal in literals if literal])


def _message(function: str, texts: Sequence[object]) -> Iterator[Message]:
    places = ARGUMENTS.get(function)
    if places is None:
        return
    context, text, plural = (texts[place] if place is not None and place < len(texts) else "" for place in places)
    if isinstance(text, str) and text and isinstance(context, str) and isinstance(plural, str):
        yield Message(text, context, plural)


def updated(old: polib.POFile, wanted: set[Message], language: str) -> polib.POFile:
    """Return the catalogue with exactly the wanted messages, translations kept."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Project-Id-Version": "torget",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in sorted(wanted):
        old_entry = known.get((message.text, message.context))
        new.append(_entry(message, old_entry if old_entry and not old_entry.fuzzy else None))
    return new


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    """Return the message with its translation when there is one, and without remarks and places."""
    words: dict[str, object] = {"msgstr": old.msgstr if old else ""}
    if message.plural:
        both = old.msgstr_plural if old and old.msgid_plural == message.plural else {0: "", 1: ""}
        words = {"msgid_plural": message.plural, "msgstr_plural": both}
    return polib.POEntry(msgid=message.text, msgctxt=message.context or None, **words)
