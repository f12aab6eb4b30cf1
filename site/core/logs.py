"""Log lines as JSON without personal data: route names instead of addresses, no words that a visitor sent."""

import json
import logging
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, TemplateSyntaxError

MAX_CAUSES = 5
MAX_FRAMES = 12  # of each exception, the innermost
FIELDS = ("method", "route", "status", "duration_ms", "job")

# Loggers of Django whose messages hold paths and host names.
TELLTALES = ("django.request", "django.security", "django.server")

# Messages of these speak of our code or machines; any other exception's may hold what somebody typed.
HARMLESS = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    NotImplementedError,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
)


def route_of(request: HttpRequest) -> str | None:
    """Return the name of the URL pattern that took the request, None when none did."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match.route) if match else None


def harmless_traceback(error: BaseException, trace: TracebackType | None) -> str:
    """Return where an error arose and what led to it, without source lines, values or a visitor's words."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < MAX_CAUSES:
        frames = traceback.extract_tb(trace if cause is error else cause.__traceback__)[-MAX_FRAMES:]
        places = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        text = f": {cause}" if isinstance(cause, HARMLESS) else ""
        parts.append(f"{type(cause).__module__}.{type(cause).__qualname__}{text}{places}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nbecause of ".join(parts)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of a record about a request only route and status are kept."""
        request = getattr(record, "request", None)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record, request),
        }
        if isinstance(request, HttpRequest):
            line |= {"route": route_of(request), "status": getattr(record, "status_code", None)}
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["exception"] = harmless_traceback(record.exc_info[1], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)

    def _message(self, record: logging.LogRecord, request: object) -> str:
        """Return the message; Django puts paths and hosts into those of requests and of refused ones."""
        if request is None and not record.name.startswith(TELLTALES):
            return record.getMessage()
        status = getattr(record, "status_code", None)
        return HTTPStatus(status).phrase if status else "refused"
