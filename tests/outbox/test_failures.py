"""Codes in plain words."""

import pytest

from outbox.failures import meaning


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("550 5.1.1", "does not exist"),
        ("550", "does not exist"),
        ("552 5.2.2", "full"),
        ("452 4.2.2", "full"),
        ("554 5.7.1", "unwanted"),
        ("421 4.3.2", "busy"),
        ("450 4.2.0", "later"),
        ("450 4.7.1", "later"),
        ("550 5.2.1", "closed"),
        ("451", "later"),
        ("571", "refuses"),
        ("unreachable", "Our mail server"),
        ("program: KeyError", "error in the website"),
    ],
)
def test_staff_read_what_a_code_means(code, words):
    assert words in meaning(code)


def test_an_unknown_code_is_shown_as_it_is():
    assert meaning("-1") == "-1"
