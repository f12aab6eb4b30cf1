"""The shipped scenarios: complete, plain, the same blanks in each language, and put into the record once."""

import dataclasses
import re

import pytest

from crisis.content import blanks, fill_all
from crisis.country import telephones, words_of
from crisis.models import CrisisNumber, NationalChannel, Scenario
from crisis.rendering.words import FOLDER, languages, words
from crisis.shipped import install_scenarios, shipped

KEYS = {
    "drinking-water", "power-failure", "flood", "fire", "evacuation", "telecom-outage", "missing-person",
    "severe-weather", "school-violence", "epidemic",
}  # fmt: skip
SITE = ("sv", "nb", "en")
MORE = {"drinking-water", "power-failure", "evacuation"}
HIGHEST_LIX = 30


def parts(text):
    """Return every sentence and heading of a text."""
    found = []
    for item in dataclasses.fields(text):
        value = getattr(text, item.name)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += [word for entry in value for word in ([entry] if isinstance(entry, str) else vars(entry).values())]
    return [part for part in found if part]


def lix(text):
    """Return how hard a text is to read: words a sentence, and long words in a hundred."""
    said = " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts(text))
    found = re.findall(r"[^\W\d_]+", said)
    sentences = len(re.findall(r"[.!?:](?:\s|$)", said))
    return len(found) / sentences + 100 * sum(len(word) > 6 for word in found) / len(found)


def test_all_ten_stand_in_every_language_of_the_site():
    assert set(shipped()) == KEYS
    assert all(set(SITE) <= set(scenario.texts) <= set(scenario.names) for scenario in shipped().values())
    assert {key for key, scenario in shipped().items() if {"ar", "uk", "fi", "se"} <= set(scenario.texts)} == MORE


@pytest.mark.parametrize("key", sorted(KEYS))
def test_switching_on_needs_no_typing_and_leaves_no_gap(key):
    for text in shipped()[key].texts.values():
        filled = parts(fill_all(text, {}))
        assert not [part for part in filled if re.search(r"[{}$]", part)]
        assert text.headline
        assert text.happened
        assert text.do_now


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_blank_has_one_default_a_language_and_the_same_name_in_each(key):
    names = {}
    for tag, text in shipped()[key].texts.items():
        found = [pair for part in parts(text) for pair in blanks(part).items()]
        assert len(set(found)) == len(dict(found)), f"{tag}: two defaults for one blank"
        names[tag] = set(dict(found))
    assert names["sv"] == names["nb"] == names["en"]
    assert all(own <= names["sv"] for own in names.values())


@pytest.mark.parametrize("key", sorted(KEYS))
@pytest.mark.parametrize("language", SITE)
def test_texts_are_plain(key, language):
    assert lix(fill_all(shipped()[key].texts[language], {})) < HIGHEST_LIX


def test_every_language_has_all_the_pages_words():
    expected = words("en")
    for tag in languages():
        own = words(tag)
        assert (own.texts.keys(), own.names.keys()) == (expected.texts.keys(), expected.names.keys()), tag
        assert (len(own.months), len(own.weekdays)) == (12, 7)
        for key in ("missing", "older", "read_source"):
            assert set(re.findall(r"{(\w+)}", own.texts[key])) == set(re.findall(r"{(\w+)}", expected.texts[key]))
    assert {path.stem for path in FOLDER.glob("*.toml")} >= {*SITE, "ar", "uk", "fi", "se"}


@pytest.mark.parametrize(("country", "first"), [("SE", ["112"]), ("NO", ["110", "112", "113"])])
def test_emergency_numbers_come_first_then_the_municipality(country, first, settings):
    numbers = [entry.number for entry in telephones(country)]
    assert numbers[: len(first) + 1] == [*first, settings.MUNICIPALITY.telephone]
    assert words_of(country, "nb")["emergency"].startswith(first[0])


def test_scenarios_of_another_country_name_its_numbers(settings):
    settings.MUNICIPALITY = dataclasses.replace(settings.MUNICIPALITY, country="NO")
    shipped.cache_clear()
    try:
        assert "110, 112 eller 113" in shipped()["fire"].texts["nb"].help[0]
    finally:
        shipped.cache_clear()


def test_installing_adds_what_lacks_and_leaves_what_people_wrote(db, settings, tmp_path):
    settings.VAR = tmp_path
    assert set(install_scenarios()) == KEYS
    text = Scenario.objects.get(key="fire").texts.get(language="sv")
    text.headline = "Vår egen rubrik"
    text.save()
    Scenario.objects.get(key="flood").delete()
    assert install_scenarios() == ["flood"]
    assert Scenario.objects.get(key="fire").texts.get(language="sv").headline == "Vår egen rubrik"
    assert (CrisisNumber.objects.count(), NationalChannel.objects.count()) == (4, 2)


def test_installed_text_is_the_shipped_one(db, settings, tmp_path):
    settings.VAR = tmp_path
    install_scenarios()
    for key, scenario in shipped().items():
        row = Scenario.objects.get(key=key)
        assert row.alert == scenario.alert
        assert {text.language: text.text for text in row.texts.all()} == dict(scenario.texts)
        assert row.review_on
