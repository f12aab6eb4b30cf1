"""The catalogues hold exactly what the code asks for, all of it translated, with the same placeholders."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext, override

from core.catalogues import Message, messages_of_project, messages_of_python, messages_of_template, updated

OWN, UPSTREAM = (Path(folder) for folder in settings.LOCALE_PATHS)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
FILES = sorted(path for folder in (OWN, UPSTREAM) for path in folder.glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")
# Wagtail says a second thing in this plural; the translation says it once, as in the singular.
OTHER_PLACEHOLDERS = {"Deleting this page will also delete %(translation_count)s translation of this page."}
TEMPLATE_CODE = re.compile(
    r"{% comment.*?endcomment %}|{#.*?#}|{% blocktrans.*?endblocktrans(?:late)? %}|{%.*?%}|{{.*?}}", re.DOTALL
)
# Not words: the name of a paper size, a unit, a placeholder that scripts fill.
NOT_WORDS = {"A4", "kB", "id"}


@pytest.fixture(scope="module")
def asked_for() -> set[Message]:
    return messages_of_project(settings.ROOT)


def translations(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Return each text with its translation, singular and plural."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_ours_is_translated(language: str, asked_for: set[Message]) -> None:
    catalogue = polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))
    done = {
        Message(e.msgid, e.msgctxt or "", e.msgid_plural or "") for e in catalogue if e.translated() and not e.fuzzy
    }
    assert asked_for - done == set(), "run manage.py update_catalogues and translate what it lists"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_as_the_command_writes_it(language: str, asked_for: set[Message]) -> None:
    path = OWN / language / "LC_MESSAGES" / "django.po"
    assert (
        str(updated(polib.pofile(str(path)), asked_for, language))
        == path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-4]}-{path.parts[-3]}-{path.stem}")
def test_translations_keep_placeholders_tags_and_blanks_around(path: Path) -> None:
    wrong = []
    for entry in polib.pofile(str(path)):
        for text, translation in translations(entry):
            if entry.msgid in OTHER_PLACEHOLDERS:
                continue
            same = all(sorted(set(p.findall(text))) == sorted(set(p.findall(translation))) for p in (PLACEHOLDER, TAG))
            around = [text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]]
            blanks = [
                translation[: len(translation) - len(translation.lstrip())],
                translation[len(translation.rstrip()) :],
            ]
            if not (translation and same and around == blanks and not entry.fuzzy and not entry.obsolete):
                wrong.append((text, translation))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_in_the_source(language: str) -> None:
    catalogue = polib.pofile(str(OWN / language / "LC_MESSAGES" / "django.po"))
    pairs = [pair for entry in catalogue for pair in translations(entry)]
    assert [pair for pair in pairs if pair[0][-1] in ".:" and pair[1][-1] != pair[0][-1]] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-4]}-{path.parts[-3]}-{path.stem}")
def test_a_catalogue_holds_no_dates_places_or_people(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    fixed = {
        "Project-Id-Version",
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Plural-Forms",
    }
    assert set(catalogue.metadata) == fixed
    assert not any(entry.occurrences for entry in catalogue)


def test_the_catalogues_are_compiled_and_ours_come_first() -> None:
    with override("nb"):
        assert gettext("Opening hours") == "Åpningstider"
        assert gettext("Locale") == "Språk"
    with override("sv"):
        assert gettext("Opening hours") == "Öppettider"
        assert gettext("Locale") == "Språk"


def test_strings_are_found_in_python_and_templates() -> None:
    python = (
        '_("Plain")\ngettext_lazy("Joined "\n "text")\nngettext("%(n)d day", "%(n)d days", n)\npgettext("verb", "Open")'
    )
    assert set(messages_of_python(python)) == {
        Message("Plain"), Message("Joined text"), Message("%(n)d day", "", "%(n)d days"), Message("Open", "verb"),
    }  # fmt: skip
    template = (
        '{% load i18n %}{% translate "It\'s open" as x %}{% translate "May" context "month" %}'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} day\n{% plural %}\n  {{ n }} days\n{% endblocktranslate %}"
    )
    assert set(messages_of_template(template)) == {
        Message("It's open"), Message("May", "month"), Message("%(n)s day", "", "%(n)s days"),
    }  # fmt: skip


def test_updating_keeps_translations_and_drops_what_is_no_longer_asked_for() -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Kept", msgstr="Behållen"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Borta"))
    new = updated(old, {Message("Kept"), Message("New")}, "sv")
    assert {entry.msgid: entry.msgstr for entry in new} == {"Kept": "Behållen", "New": ""}


def test_the_check_of_the_command_passes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("update_catalogues", check=True)
    assert "0 to translate" in capsys.readouterr().out


class Literals(HTMLParser):
    """Collects the words that a template says outside its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = ("title", "aria-label", "placeholder", "alt", "aria-description")
        self.words += [value for name, value in attrs if name in spoken and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


# Those that draw allauth's elements hold fragments of tags around template code.
TEMPLATES = sorted(path for path in (settings.ROOT / "templates").rglob("*.html") if "elements" not in path.parts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.ROOT / "templates")))
def test_templates_say_nothing_outside_gettext(path: Path) -> None:
    literals = Literals()
    literals.feed(TEMPLATE_CODE.sub(" ", path.read_text(encoding="utf-8")))
    words = {word for text in literals.words for word in re.findall(r"[^\W\d_]{2,}", text)}
    assert words - NOT_WORDS == set()
