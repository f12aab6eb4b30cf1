"""Counts what people search for, without anything about who they are, and without a database in the search itself.

A search appends one line to a file (`note`); a job adds the lines up in the database (`collect`). A search is
therefore never slower, nor worse, for being counted.
"""

import datetime
import json
import logging
import os
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.engine.analysis import clean
from search.models import QueryCount
from search.models.query_count import LONGEST_QUERY

logger = logging.getLogger(__name__)

# Six digits or more, also with blanks, hyphens or dots between: identity, telephone, account and case numbers.
LONG_NUMBER = re.compile(r"\+?\d(?:[\s+.\-–/()]{0,2}\d){5,}")
WORD_WITH_AT = re.compile(r"\S*[@＠]\S*")
LARGEST_FILE = 5_000_000  # bytes; beyond it the job is not running, and counting stops
SETTLED_AFTER = 2.0  # seconds; nobody writes to a batch any more that was set aside so long ago
MOST_QUERIES_A_DAY = 5_000  # different ones in a language; a robot's further inventions are not kept
KEPT_FOR = datetime.timedelta(days=400)

Key = tuple[datetime.date, str, str]


def normalise(text: str) -> str:
    """Return a query as it may be kept: lower case, no address, no long number, at most 100 characters."""
    text = WORD_WITH_AT.sub(" ", clean(text))
    text = LONG_NUMBER.sub(" ", text)
    return " ".join(text.lower().split())[:LONGEST_QUERY].strip()


def note(language: str, text: str, hits: int) -> None:
    """Write down a search; whatever goes wrong, the person who searches does not notice."""
    query = normalise(text)
    if not query:
        return
    line = json.dumps([timezone.localdate().isoformat(), language, query, hits], ensure_ascii=False) + "\n"
    try:
        _append(_folder() / "open.jsonl", line)
    except OSError:
        logger.warning("a search could not be counted")


def collect() -> int:
    """Add the searches that were written down to the database; return how many there were."""
    _set_aside()
    number = 0
    for batch in sorted(_folder().glob("batch-*.jsonl")):
        if time.time() - batch.stat().st_mtime < SETTLED_AFTER:
            continue
        counts, hits = _read(batch)
        _add(counts, hits)
        batch.unlink()
        number += counts.total()
    return number


def forget_old() -> int:
    """Delete counts that are older than a year and a month."""
    return QueryCount.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()[0]


def _folder() -> Path:
    return Path(settings.SEARCH_DIR) / "queries"


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size < LARGEST_FILE:
            os.write(handle, line.encode())
    finally:
        os.close(handle)


def _set_aside() -> None:
    """Let searches begin a new file, so that the present one can be read in peace."""
    present = _folder() / "open.jsonl"
    if present.exists():
        present.rename(present.with_name(f"batch-{time.time_ns()}.jsonl"))


def _read(batch: Path) -> tuple[Counter[Key], dict[Key, int]]:
    """Return how often each query stands in a batch, and how much it found the last time; broken lines are skipped."""
    counts: Counter[Key] = Counter()
    hits: dict[Key, int] = {}
    for line in batch.read_text(encoding="utf-8", errors="ignore").splitlines():
        try:
            day, language, query, found = json.loads(line)
            key = (datetime.date.fromisoformat(day), str(language), normalise(query))
            hits[key] = int(found)
        except (ValueError, TypeError):
            continue
        counts[key] += 1
    return counts, hits


def _add(counts: Counter[Key], hits: dict[Key, int]) -> None:
    """Add to the rows of each day, or make them; in one order, so that two nodes never wait for each other."""
    with transaction.atomic():
        for key in _within_limit(sorted(counts)):
            day, language, query = key
            row, _created = QueryCount.objects.get_or_create(
                day=day, language=language, query=query, defaults={"hits": hits[key]}
            )
            QueryCount.objects.filter(pk=row.pk).update(count=F("count") + counts[key], hits=hits[key])


def _within_limit(keys: Iterable[Key]) -> Iterable[Key]:
    """Leave out new queries once a day has very many different ones."""
    known: dict[tuple[datetime.date, str], set[str]] = {}
    for day, language, query in keys:
        if (day, language) not in known:
            rows = QueryCount.objects.filter(day=day, language=language)
            known[day, language] = set(rows.values_list("query", flat=True))
        queries = known[day, language]
        if query in queries or len(queries) < MOST_QUERIES_A_DAY:
            queries.add(query)
            yield day, language, query
