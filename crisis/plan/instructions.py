"""The parts of the plan that are the same everywhere: roles, how to switch, how to practise."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from crisis.plan.parts import Part, boxes, commands, heading, paragraph, steps, table


def who_does_what() -> list[Part]:
    """Return the roles; one person may have several."""
    rows = [
        (_("Duty officer"), _("Decides that the website switches and at which level, switches on and off.")),
        (_("Writer"), _("Writes what is new before the promised time; the translations may follow later.")),
        (_("Switchboard"), _("Answers with the words of the page, and tells the writer what people ask.")),
        (_("IT on call"), _("Switches by command line or file when the admin does not answer.")),
    ]
    return [heading(_("Who does what")), table([_("Role"), _("Task")], rows, [1, 3])]


def how_to_switch(keys: Sequence[str]) -> list[Part]:
    """Return the three ways to switch, the easiest first."""
    key = keys[0] if keys else "KEY"
    return [heading(_("How to switch")), *_in_admin(), *_by_command(key), *_by_file(key)]


def _in_admin() -> list[Part]:
    own = {
        "url": f"{settings.BASE_URL}/admin/",
        "crisis": _("Crisis mode"),
        "on": _("Switch on now"),
        "update": _("Update"),
        "correct": _("Correct"),
        "end": _("End"),
    }
    return [
        heading(_("In the admin, with a telephone or a computer"), 2),
        steps(
            [
                _("Sign in at %(url)s with your second factor.") % own,
                _("Choose what has happened under “%(crisis)s” on the dashboard.") % own,
                _("Read what will be shown. Write one text if you know more. Leave the rest: it has sensible defaults.")
                % own,
                _("Choose “%(on)s”. Everybody sees it within a second.") % own,
            ]
        ),
        paragraph(
            _(
                "“%(update)s” adds what is new, “%(correct)s” changes the text, “%(end)s” switches off. "
                "If somebody else is faster, the page says who and keeps what you wrote."
            )
            % own
        ),
    ]


def _by_command(key: str) -> list[Part]:
    return [
        heading(_("By command line, when the admin does not answer"), 2),
        paragraph(
            _(
                "On a web server, in the folder of the website, as the user that runs it. It works without the "
                "database; what you do is entered into the log when the database is back."
            )
        ),
        commands(
            [
                ("manage.py crisis scenarios", _("shows the keys")),
                (f"manage.py crisis on --scenario {key}", _("switches on")),
                (
                    f'manage.py crisis on --scenario {key} --level 2 --text "…"',
                    _("with a level and a text of your own"),
                ),
                ('manage.py crisis update --text "…"', _("adds what is new")),
                ("manage.py crisis status", _("shows what is on")),
                ("manage.py crisis off", _("switches off")),
            ]
        ),
    ]


def _by_file(key: str) -> list[Part]:
    return [
        heading(_("By file, when nothing but nginx is alive"), 2),
        paragraph(
            _(
                "On every web server, as the user that runs the website. The prepared text is shown as it stands in "
                "this plan, at level 3. "
                "When the website is back, it enters the switch into the log by itself."
            )
        ),
        commands(
            [
                (f"deploy/crisis-switch.sh {key}", _("switches on")),
                ("deploy/crisis-switch.sh off", _("switches off")),
            ]
        ),
    ]


def practice() -> list[Part]:
    """Return how a drill is held, to tick off."""
    return [
        heading(_("Checklist for a drill")),
        boxes(
            [
                _("Switch on a drill for staff only with a telephone, at a time nobody expects."),
                _("Note the time until the page is seen in each language: the status page measures it."),
                _("Write one update and correct one word. Every language follows, or says that it is older."),
                _("Ring everybody on the duty list. Correct the numbers that were wrong."),
                _("Switch by command line, and once a year by file."),
                _("End the drill, print the drill report, write down what to do better and who does it."),
                _("Read the scenarios whose review date has passed."),
                _("Print this plan again and throw away the old one."),
            ]
        ),
    ]
