"""A tiny application with one path for each way a page may be cached; its body is the text in $STUB_FILE."""

import hashlib
import os
import time
from pathlib import Path

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
HEADERS = {
    "/public": [("Cache-Control", PUBLIC)],
    "/private": [("Cache-Control", "private, no-store")],
    "/silent": [],
    "/with-cookie": [("Cache-Control", PUBLIC), ("Set-Cookie", "seen=1")],
}


def application(environ, start_response):
    """Answer with the text of the file, honouring If-None-Match."""
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(0.05)
    if path == "/broken":
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"broken"]
    body = Path(os.environ["STUB_FILE"]).read_bytes()
    etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
    headers = [("ETag", etag), ("X-Pid", str(os.getpid())), *HEADERS.get(path, [])]
    if environ.get("HTTP_IF_NONE_MATCH") == etag:
        start_response("304 Not Modified", headers)
        return []
    start_response("200 OK", [*headers, ("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
