"""What the system checks find, and what production refuses to start with."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from core.checks import production
from core.checks.blocks import block_errors, check_blocks
from core.checks.municipality import check_municipality, contrast

ROOT = Path(__file__).resolve().parents[2]
SOUND = {
    "DATABASE_URL": "postgres://torget:x@127.0.0.1:1/torget",
    "TORGET_SECRET_KEY": "a" * 20 + "secret-of-the-municipality",
    "TORGET_LINK_KEY": "b" * 20 + "secret-of-the-municipality",
    "TORGET_CHAIN_KEY": "c" * 20 + "secret-of-the-municipality",
    "TORGET_BASE_URL": "https://norrvik.example",
    "TORGET_ALLOWED_HOSTS": "norrvik.example,www.norrvik.example",
}


def boot(**changes):
    """Start the application in a process of its own with production settings; give exit code and error text."""
    settings = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    environment = settings | SOUND | changes
    command = [sys.executable, "-c", "import sys; sys.path.insert(1, 'site'); import config.wsgi"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return run.returncode, run.stderr


def test_sound_production_starts_even_when_the_database_is_away():
    code, error = boot()
    assert code == 0, error


def test_weak_production_does_not_start_and_names_every_fault():
    code, error = boot(
        DATABASE_URL="sqlite:////nowhere.sqlite3",
        TORGET_SECRET_KEY="",
        TORGET_LINK_KEY="development-only-link-key-that-is-long-enough",
        TORGET_CHAIN_KEY="short",
        TORGET_BASE_URL="",
        TORGET_ALLOWED_HOSTS="*",
    )
    assert code != 0
    for name in ("SECRET_KEY", "LINK_KEY", "CHAIN_KEY", "BASE_URL", "ALLOWED_HOSTS", "SQLite"):
        assert name in error


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "TORGET_SECRET_KEY"),
        ({"LINK_KEY": SOUND["TORGET_SECRET_KEY"]}, "differ"),
        ({"ALLOWED_HOSTS": []}, "TORGET_ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["norrvik.example", "*"]}, "TORGET_ALLOWED_HOSTS"),
        ({"BASE_URL": "http://norrvik.example"}, "TORGET_BASE_URL"),
        ({"MFA_ENFORCED": False}, "MFA_ENFORCED"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "PostgreSQL"),
        (
            {
                "DATABASES": {
                    "default": {
                        "ENGINE": "django.db.backends.postgresql",
                        "OPTIONS": {"options": "-c synchronous_commit=off"},
                    }
                }
            },
            "synchronous_commit",
        ),
    ],
)
def test_each_weak_setting_is_refused_by_name(monkeypatch, changes, word):
    sound = {
        "REFUSE_WEAK_PRODUCTION": True,
        "DEBUG": False,
        "SECRET_KEY": SOUND["TORGET_SECRET_KEY"],
        "LINK_KEY": SOUND["TORGET_LINK_KEY"],
        "CHAIN_KEY": SOUND["TORGET_CHAIN_KEY"],
        "ALLOWED_HOSTS": ["norrvik.example"],
        "BASE_URL": "https://norrvik.example",
        "MFA_ENFORCED": True,
        "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    }
    monkeypatch.setattr(production, "settings", type("Settings", (), sound))
    production.refuse_weak_production()
    monkeypatch.setattr(production, "settings", type("Settings", (), sound | changes))
    with pytest.raises(ImproperlyConfigured, match=word):
        production.refuse_weak_production()


def test_other_settings_may_be_weak(settings):
    settings.DEBUG = True
    production.refuse_weak_production()


@pytest.mark.skipif("sqlite" in django_settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL's setting")
def test_database_that_may_lose_commits_is_refused(db, settings):
    settings.REFUSE_WEAK_PRODUCTION = True
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO off")
        with pytest.raises(ImproperlyConfigured, match="synchronous_commit"):
            production.refuse_weak_database()
        cursor.execute("SET LOCAL synchronous_commit TO on")
        production.refuse_weak_database()


def test_database_that_does_not_answer_is_no_reason_to_stay_down(monkeypatch):
    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(production, "weak_durability", gone)
    production.refuse_weak_database()


# Blocks


class Words(blocks.StructBlock):
    text = blocks.CharBlock()


class Inner(blocks.StructBlock):
    items = blocks.ListBlock(blocks.CharBlock())


class InnerPicture(blocks.StructBlock):
    picture = ImageBlock()


def faults(block):
    return [error.id for error in block_errors(blocks.StreamBlock([("x", block)]), "test")]


@pytest.mark.parametrize(
    "block",
    [
        blocks.CharBlock(),
        ImageBlock(),
        blocks.ListBlock(Words()),
        blocks.StructBlock([("inner", Words())]),
        blocks.StructBlock([("items", blocks.ListBlock(Words()))]),
        blocks.StreamBlock([("words", Words())]),
    ],
)
def test_blocks_that_can_be_translated_pass(block):
    assert faults(block) == []


@pytest.mark.parametrize(
    "block",
    [
        TableBlock(),
        blocks.RawHTMLBlock(),
        blocks.ListBlock(blocks.RawHTMLBlock()),
        blocks.StructBlock([("inner", Inner())]),
        blocks.StructBlock([("inner", InnerPicture())]),
        blocks.StructBlock([("a", blocks.StructBlock([("b", Words())]))]),
    ],
)
def test_blocks_that_cannot_be_translated_whole_are_found(block):
    assert faults(block)


def test_every_block_of_ours_passes():
    assert check_blocks(None) == []


def sample(block, number):
    """Return raw data of a block with a word of its own in every text; pages, pictures and dates stay empty."""
    if isinstance(block, (blocks.StructBlock, blocks.BaseStructBlock)):
        return {name: sample(child, number) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "value": sample(block.child_block, number), "id": f"i{next(number)}"}]
    if isinstance(block, blocks.BaseStreamBlock):
        return stream_sample(block, number)
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>word{next(number)}</p>"
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)) and not isinstance(
        block, (blocks.URLBlock, blocks.EmailBlock)
    ):
        return f"word{next(number)}"
    return None if isinstance(block, blocks.ChooserBlock) else block.get_prep_value(block.get_default())


def stream_sample(block, number):
    return [
        {"type": name, "value": sample(child, number), "id": f"s{next(number)}"}
        for name, child in block.child_blocks.items()
    ]


def our_stream_fields():
    return [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and field.model is model and not model.__module__.startswith("wagtail")
    ]


def words_in(data):
    if isinstance(data, str):
        return {data.removeprefix("<p>").removesuffix("</p>")} if "word" in data else set()
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return set().union(*(words_in(value) for value in values))


@pytest.mark.parametrize("field", our_stream_fields(), ids=lambda field: f"{field.model.__name__}.{field.name}")
def test_wagtail_localize_offers_every_word_of_every_block(field, db):
    """The rule behind the check, asked of wagtail-localize itself."""
    raw = stream_sample(field.stream_block, iter(range(1000)))
    value = field.stream_block.to_python(raw)
    segments = StreamFieldSegmentExtractor(field).handle_stream_block(value)
    offered = {getattr(segment, "string", None) and segment.string.data for segment in segments}
    assert words_in(raw) <= offered


# municipality.toml


def test_this_municipality_passes():
    assert check_municipality(None) == []


def municipality_faults(settings, **changes):
    settings.MUNICIPALITY = dataclasses.replace(settings.MUNICIPALITY, **changes)
    return [error.id for error in check_municipality(None)]


def test_unreadable_colour_is_found(settings):
    colours = settings.MUNICIPALITY.colours
    assert municipality_faults(settings, colours=colours | {"main": "#7fb2d0"}) == ["core.E002"]


@pytest.mark.parametrize("value", ["blue", "#12345", "", "#12345g"])
def test_colour_that_is_none_is_found(settings, value):
    assert municipality_faults(settings, colours=settings.MUNICIPALITY.colours | {"accent": value}) == ["core.E001"]


def test_missing_logo_is_found(settings):
    assert municipality_faults(settings, logo="img/nowhere.svg") == ["core.E003"]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")
