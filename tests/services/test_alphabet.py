"""A-Ö in each language's own order."""

from dataclasses import dataclass

import pytest

from services.alphabet import by_letter, letter_of, sort_key


@dataclass
class Item:
    title: str


def order(titles: list[str], language: str) -> list[str]:
    return sorted(titles, key=lambda title: sort_key(title, language))


def test_swedish_puts_å_ä_ö_last() -> None:
    titles = ["Öppna data", "Avfall", "Äldreomsorg", "Åtgärder", "Zon", "Bygglov"]
    assert order(titles, "sv") == ["Avfall", "Bygglov", "Zon", "Åtgärder", "Äldreomsorg", "Öppna data"]


def test_norwegian_puts_æ_ø_å_last() -> None:
    titles = ["Åpningstider", "Økonomi", "Avfall", "Ærlig", "Zoo"]
    assert order(titles, "nb") == ["Avfall", "Zoo", "Ærlig", "Økonomi", "Åpningstider"]


def test_english_sorts_accented_letters_with_their_base() -> None:
    assert order(["Öre", "Oats", "Pan"], "en") == ["Oats", "Öre", "Pan"]


def test_letters_of_the_neighbour_sort_as_ones_own() -> None:
    assert letter_of("Ørsta", "sv") == "Ö"
    assert letter_of("Äpple", "nb") == "Æ"


def test_a_letter_pasted_in_two_parts_stands_under_its_own() -> None:
    assert letter_of("A\u030akermark", "sv") == "Å"


def test_case_and_accents_do_not_matter() -> None:
    assert order(["école", "Eklund", "Ecklund"], "sv") == ["Ecklund", "école", "Eklund"]


@pytest.mark.parametrize("title", ["24 timmar", "§ 12", "", "  ", "日本"])
def test_what_has_no_letter_stands_under_a_sign_of_its_own(title: str) -> None:
    assert letter_of(title, "sv") == "#"


def test_every_letter_is_there_and_only_those_with_services_have_any() -> None:
    letters = by_letter([Item("Bygglov"), Item("Åkeri"), Item("barnomsorg")], "sv")
    assert "".join(group["letter"] for group in letters) == "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
    filled = {group["letter"]: [item.title for item in group["services"]] for group in letters if group["services"]}
    assert filled == {"B": ["barnomsorg", "Bygglov"], "Å": ["Åkeri"]}


def test_the_sign_comes_first_when_it_has_any() -> None:
    assert by_letter([Item("3D-kartor")], "nb")[0]["letter"] == "#"
