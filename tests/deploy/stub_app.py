"""A tiny application with one path for each way a page may be cached; its body is the text in $STUB_FILE."""

import hashlib
import os
import time
from pathlib import Path

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"
BRIEF = "public, max-age=0, s-maxage=1"
HEADERS = {
    "/public": [("Cache-Control", PUBLIC), ("Vary", "Accept-Encoding")],
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
    file = Path(os.environ["STUB_FILE"])
    if not file.exists():
        start_response("404 Not Found", [("Content-Type", "text/plain"), ("Cache-Control", BRIEF)])
        return [b"gone"]
    body = file.read_bytes()
    etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
    headers = [("ETag", etag), ("X-Pid", str(os.getpid())), *HEADERS.get(path, [])]
    if environ.get("HTTP_IF_NONE_MATCH") == etag:
        start_response("304 Not Modified", headers)
        return []
    start_response("200 OK", [*headers, ("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
