"""The clocks of the house."""

import datetime
import threading
import time

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError
from django.utils import timezone

from core import jobs as module
from core.holders import holder
from core.jobs import Job, jobs, late_jobs, register, run_forever, run_if_due
from core.models import JobRun
from core.registries import Registry

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def only(monkeypatch):
    """Let these be the only registered jobs."""

    def replace(*chosen):
        registry = Registry(key=lambda job: job.name)
        for job in chosen:
            registry.register(job)
        monkeypatch.setattr(module, "jobs", registry)

    return replace


class Counting:
    """A job that counts, and fails while it is told to."""

    def __init__(self, error=None, **values):
        self.runs = 0
        self.error = error
        self.job = Job("count", every=MINUTE, run=self.run, **values)

    def run(self):
        self.runs += 1
        if self.error:
            raise self.error


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="deliver"):
        register(Job("deliver", every=MINUTE, run=lambda: None))


def test_mail_is_delivered_every_second_by_several_senders():
    senders = [job for job in jobs if job.name.startswith("deliver")]
    assert len(senders) == 3
    assert {job.every for job in senders} == {datetime.timedelta(seconds=1)}


@pytest.mark.django_db
def test_a_job_runs_when_due_and_not_before():
    counting = Counting()
    assert run_if_due(counting.job)
    assert not run_if_due(counting.job)
    JobRun.objects.update(next_at=timezone.now())
    assert run_if_due(counting.job)
    row = JobRun.objects.get()
    assert counting.runs == 2
    assert row.started_at <= row.succeeded_at == row.ended_at
    assert (row.leased_until, row.leased_by, row.error) == (None, "", "")


@pytest.mark.django_db
def test_a_job_that_another_process_does_is_left_to_it():
    counting = Counting()
    JobRun.objects.create(name="count", leased_until=timezone.now() + MINUTE, leased_by="elsewhere:1:2:3")
    assert not run_if_due(counting.job)
    JobRun.objects.update(leased_until=timezone.now())
    assert run_if_due(counting.job)


@pytest.mark.django_db
def test_a_killed_processs_job_is_taken_over_at_once():
    counting = Counting()
    machine, namespace, *_rest = holder().rsplit(":", 3)
    gone = f"{machine}:{namespace}:1:0"
    JobRun.objects.create(name="count", leased_until=timezone.now() + MINUTE, leased_by=gone)
    assert run_if_due(counting.job)


@pytest.mark.django_db
def test_who_comes_back_late_does_not_end_the_lease_of_the_next():
    until = timezone.now() + MINUTE

    def lose_the_lease():
        JobRun.objects.update(leased_by="elsewhere:1:2:3", leased_until=until)

    run_if_due(Job("slow", every=MINUTE, run=lose_the_lease))
    row = JobRun.objects.get()
    assert (row.leased_by, row.leased_until, row.succeeded_at) == ("elsewhere:1:2:3", until, None)


@pytest.mark.django_db
def test_an_error_is_kept_and_the_job_tried_again_a_little_later():
    counting = Counting(error=RuntimeError("boom"))
    assert run_if_due(counting.job)
    row = JobRun.objects.get()
    assert (row.error, row.succeeded_at) == ("RuntimeError", None)
    assert row.next_at >= row.ended_at + MINUTE
    counting.error = None
    JobRun.objects.update(next_at=None)
    run_if_due(counting.job)
    assert JobRun.objects.get().error == ""


@pytest.mark.django_db
def test_an_error_keeps_no_words_that_may_be_a_persons():
    for error, kept in ((ValueError("elsa@example.org"), "ValueError"), (TypeError("no call"), "TypeError: no call")):
        JobRun.objects.all().delete()
        run_if_due(Counting(error=error).job)
        assert JobRun.objects.get().error == kept


@pytest.mark.django_db
def test_a_job_of_every_node_has_a_row_for_this_machine():
    run_if_due(Counting(on_every_node=True).job)
    assert JobRun.objects.get().node == Counting(on_every_node=True).job.node != ""


@pytest.mark.django_db
def test_looking_at_a_job_that_is_not_due_writes_nothing(django_assert_num_queries):
    counting = Counting()
    run_if_due(counting.job)
    with django_assert_num_queries(1):
        run_if_due(counting.job)


@pytest.mark.django_db
def test_late_is_what_never_ran_or_has_not_succeeded_for_long(only):
    counting = Counting()
    only(counting.job)
    assert [job.name for job in late_jobs()] == ["count"]
    run_if_due(counting.job)
    assert late_jobs() == []
    before = timezone.now() - counting.job.late_after - MINUTE
    JobRun.objects.update(succeeded_at=before, error="RuntimeError")
    (late,) = late_jobs()
    assert (late.succeeded_at, late.error) == (before, "RuntimeError")


def test_a_slow_job_holds_up_no_other_and_trouble_ends_no_thread(only, monkeypatch):
    release, done, stop = threading.Event(), threading.Event(), threading.Event()
    runs = []

    def one_turn(job):
        runs.append(job.name)
        if job.name == "troubled" and runs.count("troubled") == 1:
            raise OperationalError("the database is away")
        if job.name == "troubled":
            done.set()
        if job.name == "slow":
            release.wait(20)

    monkeypatch.setattr(module, "run_if_due", one_turn)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.01)
    only(Job("slow", every=MINUTE, run=lambda: None), Job("troubled", every=MINUTE, run=lambda: None))
    clocks = threading.Thread(target=run_forever, args=(stop,))
    clocks.start()
    assert done.wait(20)
    assert runs.count("slow") == 1
    stop.set()
    release.set()
    clocks.join(20)
    assert not clocks.is_alive()


@pytest.mark.parametrize(("permission", "is_told"), [("view_jobrun", True), ("view_delivery", False)])
def test_the_dashboard_tells_those_who_run_the_site(
    homes, client, settings, django_user_model, only, permission, is_told
):
    settings.MFA_ENFORCED = False
    only(Counting().job)
    user = django_user_model.objects.create_user("admin@norrvik.example")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", permission]))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/admin/").content.decode()
    assert ("late-jobs" in page) is is_told
    JobRun.objects.create(name="count", succeeded_at=timezone.now())
    assert "late-jobs" not in client.get("/admin/").content.decode()


def test_time_is_measured_from_the_start_so_that_a_long_job_does_not_drift(db):
    job = Job("drift", every=MINUTE, run=lambda: time.sleep(0.2))
    before = timezone.now()
    run_if_due(job)
    assert JobRun.objects.get().next_at - before < MINUTE + datetime.timedelta(seconds=0.15)
