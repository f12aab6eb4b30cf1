"""Events as plain values, for tests of what is rendered from them."""

import dataclasses
import datetime

from bs4 import BeautifulSoup

from crisis.content import Event, State, Update, fill_all
from crisis.rendering import render
from crisis.shipped import shipped

BASE = "https://norrvik.example"
NOON = datetime.datetime(2026, 11, 22, 11, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def event(key="drinking-water", **changes):
    """Return a shipped scenario that is on with its defaults."""
    scenario = shipped()[key]
    values = {
        "uid": "0b9a7c1e-1111-4222-8333-944455566677",
        "scenario": key,
        "level": 3,
        "started_at": NOON,
        "changed_at": NOON,
        "source": "sv",
        "texts": {tag: fill_all(text, {}) for tag, text in scenario.texts.items()},
        "alert": scenario.alert,
    }
    return Event(**{**values, **changes})


def state(*events, number=7):
    """Return a state in which these are on."""
    return State(number, "admin", NOON, "Karin Strand", events)


def pages(*events, number=7):
    """Return the HTML pages of a state by path."""
    answers = render(state(*events, number=number), base_url=BASE)
    return {path: answer for path, answer in answers.items() if answer.content_type.startswith("text/html")}


def soup(answer):
    """Return a page to look around in."""
    return BeautifulSoup(answer.body, "html.parser")


def updates(*texts):
    """Return updates, the newest first, an hour between them."""
    return tuple(Update(NOON - number * HOUR, text) for number, text in enumerate(texts))


def changed(said, language, **changes):
    """Return the event with another text in a language."""
    texts = {**said.texts, language: dataclasses.replace(said.texts[language], **changes)}
    return dataclasses.replace(said, texts=texts)


def without(said, language):
    """Return the event without a language."""
    return dataclasses.replace(said, texts={tag: text for tag, text in said.texts.items() if tag != language})
