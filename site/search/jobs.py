"""What `manage.py work` does for the search, on every node for itself."""

import datetime

from core.jobs import Job, register
from search import changes, query_log, updates

LONGEST_REBUILD = datetime.timedelta(hours=1)


def register_jobs() -> None:
    """Register the search's jobs, once a process."""
    seconds = datetime.timedelta(seconds=1)
    register(
        Job(
            name="search index",
            every=seconds,
            run=updates.update_indexes,
            on_every_node=True,
            lease=LONGEST_REBUILD,
        )
    )
    register(Job(name="search queries", every=5 * seconds, run=count_queries, on_every_node=True))
    register(Job(name="search housekeeping", every=datetime.timedelta(hours=1), run=tidy))


def count_queries() -> None:
    """Add up the searches that this node has written down."""
    query_log.collect()


def tidy() -> None:
    """Prune the change table and old counts."""
    changes.prune()
    query_log.forget_old()
