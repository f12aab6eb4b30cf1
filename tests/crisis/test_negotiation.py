"""Accept-Encoding with its weights, and If-None-Match."""

import pytest

from crisis.front_door.negotiation import choose, is_known, tag_for

ALL = ("identity", "gzip", "br")


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0", "identity"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5, identity;q=0.9", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=0, *", "br"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", "identity"),
        ("gzip; q=1.0 ; x=y", "gzip"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=rubbish", "identity"),
        (";;;,,,", "identity"),
        ("gzip" + " " * 5000, "gzip"),
    ],
)
def test_the_smallest_that_the_browser_accepts(accepted, chosen):
    assert choose(accepted, ALL) == chosen


def test_what_is_not_there_is_not_chosen():
    assert choose("br, gzip", ("identity", "gzip")) == "gzip"
    assert choose("br", ("identity", "gzip")) == "identity"


@pytest.mark.parametrize(
    "header",
    ['"abc"', 'W/"abc"', '"abc-gzip"', 'W/"abc-br"', '"x", "abc"', "*", '"x",W/"abc-gzip"', ' "abc" '],
)
def test_a_browser_that_has_the_page_is_known(header):
    assert is_known(header, '"abc"')


@pytest.mark.parametrize("header", ['"abcd"', '"ab"', "", '"abc-zip"', '"x", "y"'])
def test_another_version_is_not_known(header):
    assert not is_known(header, '"abc"')


def test_other_bytes_have_another_tag():
    assert {tag_for('"abc"', name) for name in ALL} == {'"abc"', '"abc-gzip"', '"abc-br"'}
