"""Reading a file of RDF from the operator's disk: either the whole graph, or one clear reason why not."""

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from xml.sax import SAXParseException

import rdflib
from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from services.cpsv.report import ImportRefused

MAX_BYTES = 100 * 1024 * 1024
# Extension: (name of the format, what rdflib calls it). Anything else is read as Turtle, the usual form.
FORMATS = {
    ".jsonld": ("JSON-LD", "json-ld"),
    ".json": ("JSON-LD", "json-ld"),
    ".rdf": ("RDF/XML", "xml"),
    ".xml": ("RDF/XML", "xml"),
    ".owl": ("RDF/XML", "xml"),
}
TURTLE = ("Turtle", "turtle")
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")  # what Turtle skips before the next word
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_graph(path: Path) -> Graph:
    """Return the statements of a file; ImportRefused names the file and, where there is one, the line."""
    name, rdf_format = FORMATS.get(path.suffix.lower(), TURTLE)
    text = _text(path)
    if rdf_format == "json-ld":
        _check_json(path, text)
    graph = Graph()
    try:
        with _as_written():
            graph.parse(data=text, format=rdf_format, publicID=path.resolve().as_uri())
    except Exception as problem:
        # rdflib's parsers raise whatever their code stumbles over; a foreign file must not become a traceback.
        raise ImportRefused(_syntax_message(path, name, problem, text)) from problem
    return graph


def _text(path: Path) -> str:
    """Return the file's text, after everything that can be wrong before its grammar matters."""
    if path.is_dir():
        raise ImportRefused(_("%(file)s: is a folder, not a file") % {"file": path})
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportRefused(_("%(file)s: is larger than 100 MB, too large for a list of services") % {"file": path})
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise ImportRefused(_("%(file)s: there is no such file") % {"file": path}) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ImportRefused(_("%(file)s: cannot be opened: %(reason)s") % {"file": path, "reason": reason}) from problem
    return _decoded(path, content)


def _decoded(path: Path, content: bytes) -> str:
    if not content.strip():
        raise ImportRefused(_("%(file)s: is empty") % {"file": path})
    if content.startswith(BYTE_ORDER_MARKS):
        raise ImportRefused(_("%(file)s, line 1: is UTF-16; save it as UTF-8") % {"file": path})
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise ImportRefused(_("%(file)s, line %(line)d: is not a text file") % {"file": path, "line": line})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        words = _("%(file)s, line %(line)d: is not UTF-8; save the file with that encoding")
        raise ImportRefused(words % {"file": path, "line": line}) from problem


def _check_json(path: Path, text: str) -> None:
    """Refuse what is not JSON and what would make the reader fetch something from the net."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ImportRefused(_syntax_message(path, "JSON-LD", problem, text)) from problem
    for context in _remote_contexts(document):
        words = _("%(file)s: its @context is elsewhere (%(address)s); write the context into the file")
        raise ImportRefused(words % {"file": path, "address": context})


def _remote_contexts(document: Any) -> Iterator[str]:
    """Yield the addresses of contexts that are not in the document itself."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            context = item.get("@context")
            yield from (part for part in (context if isinstance(context, list) else [context]) if isinstance(part, str))
            yield from (value for key, value in item.items() if key == "@import" and isinstance(value, str))
            waiting += item.values()


def _syntax_message(path: Path, name: str, problem: Exception, text: str) -> str:
    line, reason = _place(problem, text)
    words = {"file": path, "format": name, "line": line, "reason": reason}
    if line is None:
        return _("%(file)s: cannot be read as %(format)s: %(reason)s") % words
    return _("%(file)s, line %(line)d: cannot be read as %(format)s: %(reason)s") % words


def _place(problem: Exception, text: str) -> tuple[int | None, str]:
    """Return the line of a syntax error, counted from 1, and the reason in one line."""
    if isinstance(problem, BadSyntax):
        return _turtle_line(problem, text), str(problem._why)
    if isinstance(problem, (IndexError, AssertionError)):
        # What rdflib's Turtle parser raises when it runs past the end, as in a file that was cut off.
        return _line_at(text, len(text)), _("the file ends in the middle of a statement")
    if isinstance(problem, SAXParseException):
        return problem.getLineNumber(), str(problem.getMessage())
    if isinstance(problem, json.JSONDecodeError):
        return problem.lineno, problem.msg
    if isinstance(problem, RecursionError):
        return None, _("it is nested too deeply")
    first = str(problem).strip().splitlines()
    return None, first[0] if first else type(problem).__name__


def _turtle_line(problem: BadSyntax, text: str) -> int:
    """Return the line where rdflib stopped; its own count takes a line again each time it looks ahead."""
    if problem._i < 0:  # it looked for the end of something and found none
        return _line_at(text, len(text))
    if problem._why.startswith("newline"):
        return _line_at(text, problem._i)
    return _line_at(text, cast("re.Match[str]", _BLANK.match(text, problem._i)).end())


def _line_at(text: str, position: int) -> int:
    """Return the line of a position, at most the last one that holds anything."""
    return text.count("\n", 0, min(position, len(text.rstrip()))) + 1


@contextmanager
def _as_written() -> Iterator[None]:
    """Keep literals as the file has them, odd ones too; rdflib would tidy some and log a traceback for others."""
    logger = logging.getLogger("rdflib")
    level, tidy = logger.level, rdflib.NORMALIZE_LITERALS
    logger.setLevel(logging.CRITICAL)
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # its JSON-LD reader uses its own old parts
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = tidy
        logger.setLevel(level)
