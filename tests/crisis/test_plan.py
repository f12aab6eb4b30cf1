"""The printed plan: accessible, complete, in each language, whatever characters the texts have."""

import io

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import OperationalError
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from accounts.models import User
from accounts.role_sync import sync_roles
from crisis.content import Channel, Telephone, Text
from crisis.models import DutyPerson, Scenario, ScenarioText
from crisis.plan import make_plan
from crisis.plan.fonts import characters
from crisis.plan.printable import printable
from crisis.plan.sources import Sources, collect
from crisis.prepared import Prepared, to_file
from crisis.state.folder import folder_at

ARABIC = "اغلِ الماء قبل الشرب"


def prepared(**changes):
    texts = {
        "sv": Text(headline="Koka vattnet", happened="Bakterier i {where: hela Norrvik}.", do_now=("Koka vattnet.",)),
        "ar": Text(headline=ARABIC),
        "uk": Text(headline="Кип’ятіть воду"),
        "se": Text(headline="Vuošša čázi"),
    }
    values = {"key": "drinking-water", "level": 3, "source": "sv", "names": {"sv": "Dricksvatten"}, "texts": texts}
    return Prepared(**(values | changes))


def sources(**changes):
    values = {
        "duty": (("Åsa Öberg", "Tjänsteman i beredskap", "070-123 45 67", "asa@norrvik.example"),),
        "telephones": (Telephone("112", "112", {"sv": "Fara för liv"}),),
        "channels": (Channel("https://www.krisinformation.se/", {"sv": "Krisinformation"}),),
        "scenarios": (prepared(),),
    }
    return Sources(**(values | changes))


def reader(made):
    return PdfReader(io.BytesIO(made.pdf))


def words_of(made):
    return " ".join(" ".join(page.extract_text() for page in reader(made).pages).split())


def test_the_plan_is_an_accessible_pdf():
    made = make_plan(sources=sources())
    assert made.is_accessible
    assert made.problems == ()
    pdf = reader(made)
    catalog = pdf.root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_object().get_data()
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/Lang"] == "sv"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "Norrvik kommun" in pdf.metadata.title
    assert len(pdf.outline) > 5
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= tags(catalog["/StructTreeRoot"])
    assert languages(catalog["/StructTreeRoot"]) >= {"ar", "uk", "se"}


def tags(node):
    return {found for found, _lang in walk(node)}


def languages(node):
    return {lang for _tag, lang in walk(node) if lang}


def walk(node):
    """Give tag and language of everything in the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from walk(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Lang", ""))
        if "/K" in node:
            yield from walk(node["/K"])


def test_the_plan_says_whom_to_ring_how_to_switch_and_what_is_shown():
    text = words_of(make_plan(sources=sources()))
    for said in (
        "Åsa Öberg",
        "070-123 45 67",
        "asa@norrvik.example",
        "112",
        "krisinformation.se",
        f"{settings.BASE_URL}/admin/",
        "manage.py crisis on --scenario drinking-water",
        "manage.py crisis off",
        "deploy/crisis-switch.sh drinking-water",
        "Koka vattnet",
        "Bakterier i [hela Norrvik].",
        "Кип’ятіть воду",
        "Vuošša čázi",
    ):
        assert said in text, said


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_plan_comes_in_each_language_of_the_site(language):
    made = make_plan(language, sources=sources())
    assert reader(made).root_object["/Lang"] == language
    assert made.is_accessible


def test_an_unknown_language_is_the_first():
    assert reader(make_plan("xx", sources=sources())).root_object["/Lang"] == "sv"


def test_an_empty_record_makes_a_plan_too():
    made = make_plan(sources=Sources((), (), (), ()))
    assert made.is_accessible
    assert len(reader(made).pages) >= 2


def test_characters_without_a_font_are_named_and_told():
    nasty = Text(
        headline="Fara 😀 中文 \x00\x07\x1b\u202e\ud800\ufffe",
        affected="می‌خواهم a\u200db",
        happened="#set page(1) $x$ *fet* @ref \\u{1}",
    )
    made = make_plan(sources=sources(scenarios=(prepared(texts={"sv": nasty, "zh-Hans": nasty}),)))
    assert made.is_accessible
    text = words_of(made)
    assert "Fara [U+1F600] [U+4E2D][U+6587]" in text
    assert "#set page(1) $x$ *fet* @ref \\u{1}" in text
    assert len(made.problems) == 1
    assert "U+1F600" in made.problems[0]


def test_printable_keeps_what_fonts_have():
    for text in ("Åäö ÆØÅ čđŋšŧž", "Київ", ARABIC, "1–2 … “x” €", "rad\nrad"):
        assert printable(text) == (text, [])
    assert printable("a\u0301") == ("á", [])
    assert printable("a\tb\u2028c")[0] == "a b c"


def test_the_fonts_have_more_than_a_thousand_characters():
    known = characters()
    assert len(known) > 3000
    assert ord("Ж") in known
    assert 0x1F600 not in known


def test_everything_comes_from_the_record(db, settings, tmp_path):
    settings.VAR = tmp_path
    DutyPerson.objects.create(name="Bo Ek", role="IT", telephone="0910-1", sort_order=2)
    DutyPerson.objects.create(name="Eva Alm", role="Chef", telephone="0910-2", sort_order=1)
    scenario = Scenario.objects.create(key="flood")
    ScenarioText.objects.create(scenario=scenario, language="sv", name="Översvämning", headline="Vattnet stiger")
    found = collect()
    assert [person[0] for person in found.duty] == ["Eva Alm", "Bo Ek"]
    assert [item.key for item in found.scenarios] == ["flood"]
    assert "Vattnet stiger" in words_of(make_plan())


def test_without_the_database_the_files_are_enough(monkeypatch, settings, tmp_path):
    settings.VAR = tmp_path
    folder_at(tmp_path / "crisis").export_scenario(
        "drinking-water", to_file(prepared(telephones=(Telephone("113 13", "11313", {"sv": "Frågor"}),)))
    )

    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(DutyPerson.objects, "values_list", away)
    made = make_plan()
    text = words_of(made)
    assert len(made.problems) == 1
    assert "113 13" in text
    assert "Koka vattnet" in text


@pytest.fixture
def sign_in(client, homes, settings):
    settings.MFA_ENFORCED = False
    sync_roles()

    def sign_in(role):
        user = User.objects.create_user(email=f"{role}@norrvik.example", password="x")
        user.groups.set([Group.objects.get(name=role)])
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def test_crisis_staff_print_it_from_the_admin(sign_in):
    client = sign_in("crisis-staff")
    response = client.get(reverse("crisis_mode:plan"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"%PDF")
    assert reverse("crisis_mode:plan") in client.get(reverse("crisis_mode:index")).content.decode()


def test_editors_and_visitors_do_not_get_the_telephone_numbers(client, sign_in):
    assert client.get(reverse("crisis_mode:plan")).status_code == 302
    assert sign_in("editor").get(reverse("crisis_mode:plan")).status_code == 403


def test_only_administrators_change_the_settings(sign_in):
    address = reverse("wagtailsettings:edit", args=["crisis", "crisissettings"])
    assert 'name="drill_months"' not in sign_in("crisis-staff").get(address, follow=True).content.decode()
    assert 'name="drill_months"' in sign_in("administrator").get(address, follow=True).content.decode()
