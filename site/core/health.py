"""Answers for load balancers: does the process live, can it serve."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from core.checks.production import weak_durability

_checked: set[str] = set()


@cache_control(private=True, no_store=True)
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(private=True, no_store=True)
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and is migrated, 503 with the reason otherwise."""
    reason = not_ready_because()
    return HttpResponse(f"{reason or 'ok'}\n", status=503 if reason else 200, content_type="text/plain")


def not_ready_because() -> str:
    """Return what keeps this process from serving, empty when nothing does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if "migrations" not in _checked:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "database not migrated"
        if weak_durability():
            return "synchronous_commit is off"
    except Exception:  # whatever keeps the database from answering, the load balancer needs a 503
        return "database does not answer"
    _checked.add("migrations")
    return ""
