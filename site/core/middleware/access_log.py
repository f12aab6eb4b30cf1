"""One log line a request: route name, status and time, never path, query, address or user agent."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.logs import route_of

logger = logging.getLogger("torget.access")

# Searches are nobody's business (D18); probes come every second.
UNLOGGED = ("search", "healthz")


class AccessLogMiddleware:
    """Outermost: sees every answer, also those of the other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and log it, unless it is a file, a search or a probe."""
        start = time.perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        is_file = not route and response.status_code in (200, 206, 304)
        if not is_file and not (route or "").startswith(UNLOGGED):
            extra = {
                "method": request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other",
                "route": route,
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - start) * 1000, 1),
            }
            logger.info("request", extra=extra)
        return response
