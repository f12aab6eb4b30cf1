"""Pictures carry their size, so that nothing moves, and the right alternative text."""

from types import SimpleNamespace

from django.template import Context, Template

from design.photos import photo_html


def drawing(**changes):
    values = {
        "is_svg": lambda: True,
        "file": SimpleNamespace(url="/media/harbour.svg"),
        "width": 1200.0,
        "height": 800.0,
        "default_alt_text": "A harbour <at dusk>",
        "alt_language": "",
    }
    return SimpleNamespace(**{**values, **changes})


def photograph():
    def get_renditions(*specs):
        widths = [int(spec.split("|")[0].removeprefix("width-")) for spec in specs]
        return {w: SimpleNamespace(url=f"/media/p-{w}.webp", width=w, height=w // 2) for w in widths}

    return drawing(is_svg=lambda: False, get_renditions=get_renditions)


def test_drawing_is_shown_as_it_is_with_its_size():
    html = photo_html(drawing(), 800, {})
    assert 'src="/media/harbour.svg"' in html
    assert 'width="1200"' in html
    assert 'height="800"' in html


def test_alternative_text_comes_from_the_image_and_is_escaped():
    assert 'alt="A harbour &lt;at dusk&gt;"' in photo_html(drawing(), 800, {})


def test_alternative_text_in_another_language_says_which():
    assert ' lang="sv"' in photo_html(drawing(alt_language="sv"), 800, {})
    assert "lang=" not in photo_html(drawing(alt_language="sv"), 800, {"alt": "Words of the template"})


def test_decoration_has_an_empty_alternative_text():
    assert 'alt=""' in photo_html(drawing(default_alt_text=""), 800, {})


def test_template_may_say_that_a_picture_only_decorates():
    template = Template('{% load design_tags %}{% photo image "width-800" alt="" class="card__picture" %}')
    html = template.render(Context({"image": drawing()}))
    assert 'alt=""' in html
    assert 'class="card__picture"' in html


def test_photograph_comes_in_several_widths_but_none_wider_than_asked():
    html = photo_html(photograph(), 800, {})
    assert 'srcset="/media/p-480.webp 480w, /media/p-800.webp 800w"' in html
    assert 'width="800"' in html
    assert "1200" not in html


def test_missing_picture_draws_nothing():
    assert photo_html(None, 800, {}) == ""
