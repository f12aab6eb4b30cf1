"""Icons are inlined as decoration and exist for every name that editors or templates use."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.blocks.choices import ICONS
from design.icons import icon_svg

TEMPLATES = Path(settings.ROOT) / "templates"


def test_icon_is_hidden_from_screen_readers_and_takes_its_size_from_css():
    svg = icon_svg("search")
    opening = svg[: svg.index(">")]
    assert 'aria-hidden="true"' in opening
    assert 'class="icon"' in opening
    assert " width=" not in opening
    assert "viewBox=" in opening


@pytest.mark.parametrize("name", ["", "no-such-icon", "../logo", "search.svg", "a/b", "\x00"])
def test_unknown_name_draws_nothing(name):
    assert icon_svg(name) == ""


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_an_editor_may_choose_is_drawn(name):
    assert icon_svg(name).startswith("<svg")


def test_every_icon_named_in_a_template_is_drawn():
    used = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)" %}', path.read_text("utf-8"))
    }
    assert used
    assert {name for name in used if not icon_svg(name)} == set()


def test_icons_hold_no_script_and_no_outside_reference():
    for name in ICONS:
        assert not re.search(r"<script|\son\w+=|href=|url\(", icon_svg(name)), name
