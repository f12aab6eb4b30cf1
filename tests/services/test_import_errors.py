"""A file that cannot be imported: one clear error with file and line or node, and nothing saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from services.cpsv import files
from services.management.commands.import_services import operator_language
from services.models import ServiceCategoryPage, ServicePage
from tests.services.conftest import EXAMPLE

pytestmark = pytest.mark.django_db

Import = Callable[..., str]
Turtle = Callable[..., Path]


def refusal(run_import: Import, path: Path) -> str:
    """Return the one line that the command ends with; nothing may have been saved."""
    with pytest.raises(CommandError) as caught:
        run_import(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert caught.value.returncode == 1
    assert not ServicePage.objects.exists()
    assert not ServiceCategoryPage.objects.exists()
    return message


def test_a_syntax_error_names_its_line(run_import: Import, turtle: Turtle) -> None:
    path = turtle(':a a cpsv:PublicService ;\n  dct:title "Simhall"@sv .\n:b a b a .\n')
    line = path.read_text().splitlines().index(":b a b a .") + 1
    assert f"line {line}: cannot be read as Turtle" in refusal(run_import, path)


def test_the_line_is_right_far_down_in_the_real_example(run_import: Import, tmp_path: Path) -> None:
    lines = EXAMPLE.read_bytes().split(b"\n")
    number = next(number for number, line in enumerate(lines, start=1) if b'"0,51"' in line)
    lines[number - 1] += b" oops ["
    path = tmp_path / "edited.ttl"
    path.write_bytes(b"\n".join(lines))
    assert f"line {number}: cannot be read as Turtle" in refusal(run_import, path)


def test_a_prefix_that_is_not_declared_names_its_line(run_import: Import, turtle: Turtle) -> None:
    path = turtle("\n:a a ukjent:Service .\n")
    line = path.read_text().splitlines().index(":a a ukjent:Service .") + 1
    assert f"line {line}: cannot be read as Turtle" in refusal(run_import, path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.ttl", b"  \n", "is empty"),
        ("letter.ttl", "Hej! Här är våra tjänster.\n".encode(), "line 1: cannot be read as Turtle"),
        ("list.csv", b"name;price\nSimhall;65\n", "line 1: cannot be read as Turtle"),
        ("page.html", b"<!DOCTYPE html><html><body>Hej</body></html>", "line 1: cannot be read as Turtle"),
        ("picture.ttl", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "line 3: is not a text file"),
        ("latin.ttl", "# svenska\n# \u00e5\u00e4\u00f6\n".encode("latin-1"), "line 2: is not UTF-8"),
        ("wide.ttl", "# Simhall".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("tag.html", b"<html></html>\n", "line 1: cannot be read as Turtle"),
        ("cut.ttl", b"@prefix a: <http://x/> .\na:b a:c a:d", "line 2: cannot be read as Turtle: the file ends in the"),
        ("cut-text.ttl", b'@prefix a: <http://x/> .\na:b a:c """d\n e', "line 3: cannot be read as Turtle: the"),
        ("cut-address.ttl", b"@prefix a: <http://x/> .\na:b\na:c <http", "line 3: cannot be read as Turtle"),
        ("two-lines.ttl", b'@prefix a: <http://x/> .\na:b a:c "d\n" .\n', "line 2: cannot be read as Turtle"),
        ("broken.rdf", b"<rdf>\n<open>\n</rdf>", "line 3: cannot be read as RDF/XML"),
        ("broken.jsonld", b'{"@id": "x",\n oops}', "line 2: cannot be read as JSON-LD"),
        ("deep.jsonld", b"[" * 100_000, "cannot be read as JSON-LD"),
    ],
)
def test_what_is_no_rdf_is_refused_with_the_reason(
    run_import: Import, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refusal(run_import, path)


def test_a_missing_file_a_folder_and_a_closed_file_are_named(run_import: Import, tmp_path: Path) -> None:
    assert "there is no such file" in refusal(run_import, tmp_path / "nowhere.ttl")
    assert "is a folder" in refusal(run_import, tmp_path)


def test_a_huge_file_is_refused_before_it_is_read(
    run_import: Import, turtle: Turtle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 50)
    assert "larger than 100 MB" in refusal(run_import, turtle(":a a :b ."))


def test_rdf_without_public_services_is_refused(run_import: Import, turtle: Turtle) -> None:
    assert "no cpsv:PublicService" in refusal(run_import, turtle(':p a :Person ; dct:title "Elsa"@sv .'))


def test_a_service_without_name_is_refused_by_its_node_and_takes_the_others_with_it(
    run_import: Import, turtle: Turtle
) -> None:
    path = turtle(':ok a cpsv:PublicService ; dct:title "Simhall"@sv . :nameless a cpsv:PublicService .')
    assert "the service https://data.example/nameless has no name (dct:title)" in refusal(run_import, path)


def test_a_nameless_service_without_address_is_told_by_what_it_says(run_import: Import, turtle: Turtle) -> None:
    path = turtle('[] a cpsv:PublicService ; dct:description "Bad och bastu."@sv .')
    assert 'a node without address that says "Bad och bastu."' in refusal(run_import, path)


def test_nothing_is_fetched_from_elsewhere(run_import: Import, tmp_path: Path) -> None:
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "https://schema.org/", "@type": "GovernmentService"}')
    assert "its @context is elsewhere (https://schema.org/)" in refusal(run_import, path)


def test_entities_that_multiply_are_refused(run_import: Import, tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{levels}]><r>&l9;</r>')
    assert "cannot be read as RDF/XML" in refusal(run_import, path)


def test_without_a_page_to_put_services_under_nothing_is_saved(homes: dict) -> None:
    with pytest.raises(CommandError, match="no page of services by category in the language nb"):
        call_command("import_services", str(EXAMPLE))
    assert not ServicePage.objects.exists()


def test_the_words_are_in_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, language in {"sv_SE.UTF-8": "sv", "nb_NO.UTF-8": "nb", "nn_NO": "nb", "C": "en", "de_DE": "en"}.items():
        monkeypatch.setenv("LANG", value)
        assert operator_language() == language
