"""What remains for evaluation: the log as JSON and CSV, the drill report, the lists of languages and looks."""

import csv
import html
import io
import json

import pytest
from django.utils import timezone

from accounts.roles import Role
from crisis import actions
from crisis.admin.report import CHECKS
from crisis.models import CrisisEvent, CrisisLogEntry, CrisisVersion, DrillReport, Visibility
from crisis.operators import Operator
from tests.crisis.admin_staff import signed_in, switched_on, url
from tests.factories.crisis import make_scenario

pytestmark = pytest.mark.django_db
ANNA = Operator("=HYPERLINK(1)", "user:99")


@pytest.fixture(autouse=True)
def _ground(own_folder):
    make_scenario()


def see(event, language, path, seconds=0.7, problem=""):
    """Let the self-test have looked."""
    version = CrisisVersion.objects.order_by("-number").first()
    Visibility.objects.create(
        version=version, node="web1", language=language, url=path, seen_at=timezone.now(), seconds=seconds,
        ok=not problem, problem=problem,
    )  # fmt: skip


def report(**values):
    """Return what the report page sends."""
    empty = {"seen": "", "participants": "", "observations": "", "improvements": ""}
    return {**empty, **{f"note_{key}": "" for key in CHECKS}, **values}


def test_everything_about_an_event_as_json(kris):
    event = switched_on(kris, text="Koka allt vatten.")
    actions.update(by=ANNA, uid=event.uid, text="Tankbil på torget.")
    see(event, "sv", "/")
    actions.end(by=ANNA, uid=event.uid)
    answer = kris.get(url("log_json", event.uid))
    data = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert [entry["kind"] for entry in data["log"]] == ["on", "update", "off"]
    assert data["log"][0]["payload"]["texts"]["nb"]["headline"] == "Kok drikkevannet"
    assert all(len(entry["hash"]) == 64 for entry in data["log"])
    assert data["visibility"][0]["seconds"] == 0.7
    assert data["event"]["ended_at"]


def test_the_log_as_a_table_runs_nothing(kris):
    event = switched_on(kris)
    actions.update(by=ANNA, uid=event.uid, text="=1+1 koka\nny rad", texts={"en": "@SUM(A1)"})
    text = kris.get(url("log_csv", event.uid)).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 1 + 3 + 2, "a row a language"
    cells = [cell for row in rows for cell in row]
    assert {"'=1+1 koka\nny rad", "'@SUM(A1)", "'=HYPERLINK(1)"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_event_tells_its_course(kris):
    event = switched_on(kris, blank_where="Söderstrand")
    see(event, "en", "/en/", problem="Another text is shown.")
    words = html.unescape(kris.get(url("event", event.uid)).content.decode())
    for part in ("Söderstrand", "Another text is shown.", "web1", "Kris Nord", "Boil your drinking water"):
        assert part in words
    assert 'class="is-wrong"' in words


def test_a_drill_report_knows_the_times_by_itself(kris):
    event = switched_on(kris, kind="public")
    for tag, path in (("sv", "/"), ("nb", "/nb/"), ("en", "/en/")):
        see(event, tag, path, 1.4)
    actions.end(by=ANNA, uid=event.uid)
    answer = kris.get(url("report", event.uid))
    words = html.unescape(answer.content.decode())
    assert [entry["row"].seconds for entry in answer.context["times"]] == [1.4, 1.4, 1.4]
    assert "Kris Nord" in words
    assert words.count('type="checkbox"') == len(CHECKS)
    assert words.count("☐") == len(CHECKS), "empty boxes on paper"


def test_a_drill_report_is_kept_and_logged(kris):
    event = switched_on(kris, kind="private")
    sent = report(done_found="on", note_found="Tog 40 s.", observations="<b>Lugnt</b>")
    assert kris.post(url("report", event.uid), sent).status_code == 302
    kept = DrillReport.objects.get()
    assert (kept.written_by, kept.observations) == ("Kris Nord", "<b>Lugnt</b>")
    assert [check.key for check in kept.checks.filter(is_done=True)] == ["found"]
    page = kris.get(url("report", event.uid)).content.decode()
    assert "Tog 40 s." in page
    assert "<b>Lugnt" not in page
    assert "☑" in page
    assert CrisisLogEntry.objects.get(kind="report").event == event


def test_two_write_the_report_and_nothing_typed_is_lost(kris):
    event = switched_on(kris, kind="private")
    other = signed_in(Role.CRISIS_STAFF, "Ada")
    other.post(url("report", event.uid), report(observations="Adas ord"))
    answer = kris.post(url("report", event.uid), report(observations="Mina ord"))
    words = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Adas ord" in words
    assert answer.context["form"]["observations"].value() == "Mina ord"
    assert DrillReport.objects.get().observations == "Adas ord"
    sent = report(observations="Våra ord", seen=answer.context["form"]["seen"].value())
    assert kris.post(url("report", event.uid), sent).status_code == 302
    assert DrillReport.objects.get().observations == "Våra ord"


def test_only_drills_have_a_report(kris):
    event = switched_on(kris)
    assert kris.get(url("report", event.uid)).status_code == 404
    assert kris.post(url("report", event.uid), report()).status_code == 404


def test_the_history_shows_what_has_ended(kris):
    event = switched_on(kris, kind="public")
    assert event.headline not in {entry["headline"] for entry in kris.get(url("history")).context["events"]}
    actions.end(by=ANNA, uid=event.uid)
    entries = kris.get(url("history")).context["events"]
    assert [entry["headline"] for entry in entries] == [event.headline]
    assert CrisisEvent.objects.get().end == "over"


def test_the_plan_is_a_pdf(kris):
    answer = kris.get(url("plan"))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF")
