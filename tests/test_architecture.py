"""The house rules: imports and references point down, migrations are complete, files stay small."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).parents[1]
# From the bottom to the top; apps on one level may not know each other.
LAYERS = [
    {"design", "accounts"},
    {"core"},
    {"outbox"},
    {"people"},
    {"pages"},
    {"news", "search", "navigation"},
    {"eforms", "feedback"},
    {"services"},
    {"home", "crisis"},
]
LEVEL = {app: level for level, group in enumerate(LAYERS) for app in group}


def test_imports_point_down() -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    command = [str(Path(sys.executable).parent / "lint-imports")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_app_of_ours_has_a_level() -> None:
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT / "site")}
    assert ours - {"demo"} <= set(LEVEL)


def test_relations_between_models_point_down_too() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in LEVEL
        and LEVEL[field.related_model._meta.app_label] > LEVEL[model._meta.app_label]
    ]  # fmt: skip
    assert upwards == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_each_app_has_one_migration_before_the_first_release() -> None:
    many = {
        path.parent.parent.name
        for path in ROOT.glob("**/migrations/0002*.py")
        if ".venv" not in path.parts and "node_modules" not in path.parts
    }
    assert many == set()


def test_files_stay_under_three_hundred_lines() -> None:
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    sizes = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in tracked.split()
        if "/migrations/" not in name and (ROOT / name).exists()
    }
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_site_is_no_package() -> None:
    """`site` is a standard-library module: an __init__.py would shadow it."""
    assert not (ROOT / "site" / "__init__.py").exists()
