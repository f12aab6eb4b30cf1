"""What an import has to say to the person who runs it: warnings, what was skipped, what became of each page."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rdflib import Graph
from rdflib.term import BNode, Literal, Node

MAX_VALUE = 80


class ImportRefused(Exception):
    """The file cannot be imported; the message names the file and the line or the node."""


@dataclass
class Report:
    """Collected while reading and writing; `lines` puts it into words."""

    warnings: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)

    def warn(self, node: str, value: object, reason: str) -> None:
        """Note an odd value once: where it stands, what it is, what was made of it."""
        line = f"{node}: {shown(value)}: {reason}"
        if line not in self.warnings:
            self.warnings.append(line)

    def skip(self, line: str) -> None:
        """Note once what was left out."""
        if line not in self.skipped:
            self.skipped.append(line)

    def lines(self) -> list[str]:
        """Return everything in the order a reader needs it, the figures last."""
        told = [_("Warning: %(text)s") % {"text": text} for text in self.warnings]
        told += [_("Skipped: %(text)s") % {"text": text} for text in [*self.skipped, *self._language_lines()]]
        told += [_("New: %(page)s") % {"page": page} for page in self.new]
        told += [_("Changed: %(page)s") % {"page": page} for page in self.changed]
        told += [_("Edited since the import, left as it is: %(page)s") % {"page": page} for page in self.edited]
        return [*told, self.figures()]

    def _language_lines(self) -> list[str]:
        return [
            ngettext(
                "language %(code)s, which this site does not have: %(count)d service",
                "language %(code)s, which this site does not have: %(count)d services",
                count,
            )
            % {"code": code, "count": count}
            for code, count in sorted(self.languages.items())
        ]

    def figures(self) -> str:
        """Return the counts of pages."""
        numbers = {name: len(getattr(self, name)) for name in ("new", "changed", "unchanged", "edited")}
        text = _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged") % numbers
        if self.edited:
            text += ", " + _("%(edited)d edited since the import and not overwritten") % numbers
        return text


def shown(value: object) -> str:
    """Return a value as it stands in the file, in quotation marks, long ones shortened."""
    text = " ".join(str(value).encode("utf-8", "backslashreplace").decode().split())
    return f'"{text[:MAX_VALUE]}…"' if len(text) > MAX_VALUE else f'"{text}"'


def name_of(graph: Graph, node: Node) -> str:
    """Return what to call a node in a message: its address, or that it has none."""
    if not isinstance(node, BNode):
        return str(node)
    owners = [str(subject) for subject in graph.subjects(None, node) if not isinstance(subject, BNode)]
    if owners:
        return _("a node without address in %(owner)s") % {"owner": owners[0]}
    texts = [shown(value) for value in graph.objects(node, None) if isinstance(value, Literal)]
    return _("a node without address that says %(texts)s") % {"texts": ", ".join(texts[:3]) or "-"}
