"""How mails get their words."""

import pytest
from django.template import engines

from outbox import mails as module
from outbox.checks import check_mail_templates
from outbox.mails import Mail, mails, one_line, render_mail


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_a_mail_carries_the_municipality_in_the_recipients_language(language, settings):
    words = render_mail("test_message", language, {})
    municipality = settings.MUNICIPALITY
    name = municipality.name_in(language)
    assert name in words.subject
    for part in (words.text, words.html):
        assert name in part
        assert municipality.telephone in part
        assert municipality.email in part
        assert settings.BASE_URL in part
    assert f'<html lang="{language}">' in words.html
    assert municipality.colours["main"] in words.html


def test_a_mail_without_templates_is_found_by_the_checks(monkeypatch):
    assert check_mail_templates(None) == []
    monkeypatch.setitem(mails._items, "ghost", Mail("ghost", "Ghost"))
    errors = check_mail_templates(None)
    assert [error.id for error in errors] == ["outbox.E001"] * 3
    assert "emails/ghost.subject.txt" in errors[0].msg


@pytest.fixture
def greeting(monkeypatch):
    """A mail that repeats what it is given, in all three parts."""
    django = engines["django"]
    sources = {
        "emails/greeting.subject.txt": "Hello {{ name }}",
        "emails/greeting.txt": '{% extends "emails/base.txt" %}{% block body %}Hello {{ name }}{% endblock %}',
        "emails/greeting.html": '{% extends "emails/base.html" %}{% block body %}<p>Hello {{ name }}</p>{% endblock %}',
    }
    original = django.get_template

    def get_template(name, *args):
        return django.from_string(sources[name]) if name in sources else original(name, *args)

    monkeypatch.setattr(django, "get_template", get_template)
    monkeypatch.setattr(module, "render_to_string", lambda name, context: get_template(name).render(context))
    monkeypatch.setitem(mails._items, "greeting", Mail("greeting", "Greeting", lambda ids: {"name": ids["name"]}))


def test_html_is_escaped_in_the_html_part_only(greeting):
    words = render_mail("greeting", "en", {"name": "<b>O'Neill</b> & Co"})
    assert "Hello &lt;b&gt;O&#x27;Neill&lt;/b&gt; &amp; Co" in words.html
    assert "<b>O'Neill" not in words.html
    assert "Hello <b>O'Neill</b> & Co" in words.text
    assert words.subject == "Hello <b>O'Neill</b> & Co"


@pytest.mark.parametrize("evil", ["a\r\nBcc: all@example.org", "a\nBcc: x", "a\x00\x0bb", "a\u2028Bcc: x", "a\x85b"])
def test_nothing_a_person_wrote_breaks_the_subject_into_headers(greeting, evil):
    subject = render_mail("greeting", "en", {"name": evil}).subject
    assert subject.isprintable()
    assert subject.splitlines() == [subject]


def test_one_line_keeps_ordinary_letters():
    assert one_line("  Blåbär\t& ærlig\n👍 ") == "Blåbär & ærlig 👍"


def test_words_are_looked_up_when_sent(greeting):
    names = iter(["Anna", "Berit"])
    mails._items["greeting"] = Mail("greeting", "Greeting", lambda ids: {"name": next(names)})
    assert "Anna" in render_mail("greeting", "sv", {}).text
    assert "Berit" in render_mail("greeting", "sv", {}).text


def test_an_unregistered_mail_cannot_be_written():
    with pytest.raises(LookupError):
        render_mail("nonsense", "sv", {})
