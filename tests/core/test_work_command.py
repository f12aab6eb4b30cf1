"""manage.py work: the question whether all is well. That it works at all is tested in drills/test_work.py."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.jobs import jobs
from core.models import JobRun


@pytest.mark.django_db
def test_check_names_late_jobs_and_fails(capsys):
    with pytest.raises(CommandError, match=r"late: .*deliver"):
        call_command("work", "--check")
    for job in jobs:
        JobRun.objects.create(name=job.name, node=job.node, succeeded_at=timezone.now())
    call_command("work", "--check")
    assert "on time" in capsys.readouterr().out
