"""A picture is described in every language of the site."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail.images.forms import get_image_form

from core.models import TorgetImage

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


@pytest.fixture
def image():
    image = TorgetImage(title="Hamnen", description="En hamn", descriptions={"nb": "En havn"})
    image.file.save("hamn.svg", ContentFile(SVG), save=False)
    image.width, image.height = 40, 30
    image.save()
    return image


@pytest.mark.parametrize(
    ("language", "words", "said_to_be"), [("sv", "En hamn", ""), ("nb", "En havn", ""), ("en", "En hamn", "sv")]
)
def test_the_description_is_in_the_visitors_language_else_says_which_it_is_in(image, language, words, said_to_be):
    with translation.override(language):
        assert (image.default_alt_text, image.alt_language) == (words, said_to_be)


def test_decoration_has_no_words_and_so_no_language(image):
    image.is_decorative = True
    with translation.override("en"):
        assert (image.default_alt_text, image.alt_language) == ("", "")


def test_the_form_asks_for_one_description_a_language_side_by_side(image):
    with translation.override("en"):
        form = get_image_form(TorgetImage)(instance=image)
        labels = [str(form.fields[name].label) for name in form.fields if name.startswith("description")]
    assert labels == ["Description (Svenska)", "Description (Norsk bokmål)", "Description (English)"]
    assert form.fields["description_nb"].initial == "En havn"


def test_an_editor_saves_and_removes_descriptions_through_the_admin(image, client, settings):
    settings.MFA_ENFORCED = False
    client.force_login(get_user_model().objects.create_superuser(email="chef@norrvik.example", password="x"))
    names = ("description_nb", "tags", "credit", *(f"focal_point_{part}" for part in ("x", "y", "width", "height")))
    words = {"title": "Hamnen", "description": "En hamn", "description_en": "A harbour", "collection": 1}
    fields = {**dict.fromkeys(names, ""), **words}
    response = client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert response.status_code == 302, response.context["form"].errors
    image.refresh_from_db()
    assert image.descriptions == {"en": "A harbour"}
