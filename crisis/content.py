"""What a crisis says, as plain values: the one record from which page, strip, feeds and plan are made.

Nothing here knows Django or the database, so that the shell can use it when both are away. `State` is what a version
on disk holds as JSON (D8); every moment is an aware datetime, written in ISO 8601.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTICE, SERIOUS, CRISIS = 1, 2, 3
BLANK = re.compile(r"\{\s*([a-z][a-z0-9_]*)\s*:\s*([^{}]*?)\s*\}")


@dataclass(frozen=True)
class Question:
    """A question people ask, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class Text:
    """What is said in one language. Strings are plain text; a blank line parts paragraphs; tuples are list items."""

    headline: str
    happened: str = ""
    affected: str = ""
    do_now: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    confirmed: tuple[str, ...] = ()
    not_true: tuple[str, ...] = ()
    strip: str = ""  # one short sentence for the strip; empty: the headline
    at: datetime.datetime | None = None  # when this language was last changed; None: with the first version


@dataclass(frozen=True)
class Update:
    """One entry of the log of updates, by language tag (BCP 47)."""

    at: datetime.datetime
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Telephone:
    """A number to ring: as people read it, as `tel:` wants it, and what it is for, by language."""

    number: str
    tel: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Channel:
    """A national channel to follow: address and name, by language."""

    url: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Alert:
    """What CAP 1.2 wants to know besides the texts; the values are CAP's own words."""

    category: str = "Safety"
    event: str = ""
    urgency: str = "Immediate"
    severity: str = "Severe"
    certainty: str = "Observed"
    response: str = "Monitor"
    geocodes: tuple[tuple[str, str], ...] = ()  # (name of the scheme, value)
    polygon: str = ""  # "lat,lon lat,lon …", first point again at the end


@dataclass(frozen=True)
class Message:
    """One CAP message as it was sent: frozen, so that later ones can refer to it."""

    identifier: str
    sent: datetime.datetime
    kind: str  # Alert, Update, Cancel


@dataclass(frozen=True)
class Event:
    """One event that is on."""

    uid: str
    scenario: str  # key, empty for one written by hand
    level: int
    started_at: datetime.datetime
    changed_at: datetime.datetime
    source: str  # language tag of the text that is always right
    texts: Mapping[str, Text]
    updates: tuple[Update, ...] = ()  # newest first
    next_update_by: datetime.datetime | None = None
    drill: bool = False
    token: str = ""  # a private drill: shown only at /kris/ovning/<token>/
    pages: tuple[str, ...] = ()  # paths below which a notice is shown; empty: everywhere
    telephones: tuple[Telephone, ...] = ()
    channels: tuple[Channel, ...] = ()
    map_url: str = ""
    map_texts: Mapping[str, str] = field(default_factory=dict)
    alert: Alert = field(default_factory=Alert)
    messages: tuple[Message, ...] = ()  # CAP messages of this event, newest first

    @property
    def is_private(self) -> bool:
        """Tell whether only staff with the secret address may see it."""
        return bool(self.token)

    def text(self, language: str) -> tuple[str, Text]:
        """Return the text for a language and the language it is really in."""
        tag = language if language in self.texts else self.source
        return tag, self.texts[tag]

    def is_older(self, language: str) -> bool:
        """Tell whether this language's text is older than the source's."""
        own, source = self.texts.get(language), self.texts[self.source]
        if own is None or language == self.source or source.at is None:
            return False
        return (own.at or self.started_at) < source.at


@dataclass(frozen=True)
class State:
    """Everything that is on, at one version. `number` only grows; off is a version too."""

    number: int
    origin: str  # admin, shell, file
    at: datetime.datetime
    by: str  # who changed it, as the log names them; never shown to the public
    events: tuple[Event, ...] = ()
    ended: tuple[Event, ...] = ()  # over for less than a day, Cancel as newest message: feeds show it so long

    @property
    def public(self) -> tuple[Event, ...]:
        """Return the events that the public sees, the gravest first, then the newest."""
        shown = [event for event in self.events if not event.is_private]
        return tuple(sorted(shown, key=lambda event: (-event.level, -event.started_at.timestamp())))

    @property
    def crisis(self) -> Event | None:
        """Return the event that replaces the home page, None when none does."""
        return next((event for event in self.public if event.level == CRISIS), None)

    @property
    def digest(self) -> str:
        """Return what tells whether two versions say the same, whoever made them and when."""
        words = json.dumps(to_json(self)["events"], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()


def blanks(text: str) -> dict[str, str]:
    """Return the blanks of a text and their defaults: "{where: the whole town}"."""
    return dict(BLANK.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in the blanks of a text; a blank without a value keeps its default."""
    return BLANK.sub(lambda found: values.get(found[1], "").strip() or found[2], text)


def fill_all(text: Text, values: Mapping[str, str]) -> Text:
    """Fill in the blanks of every part of a text."""

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            return fill(value, values)
        if isinstance(value, tuple):
            return tuple(filled(item) for item in value)
        if isinstance(value, Question):
            return Question(fill(value.question, values), fill(value.answer, values))
        return value

    return Text(**{item.name: filled(getattr(text, item.name)) for item in dataclasses.fields(Text)})


def to_json(value: Any) -> Any:
    """Return a value of this module as what json.dumps can write."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_json(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.datetime) else value
