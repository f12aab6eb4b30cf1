"""Ask for pages without a browser, and read their HTML."""

import http.client
from functools import cached_property
from urllib.parse import urlsplit

from bs4 import BeautifulSoup


class Answer:
    """What a visitor gets."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name):
        """Return a header's value, "" without it; several of one name are joined."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @cached_property
    def html(self):
        return BeautifulSoup(self.body, "html.parser")


class Visitor:
    """Somebody who keeps one connection open and sends the same headers with each request."""

    def __init__(self, base, **headers):
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def get(self, path, **headers):
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", path, headers={**self.headers, **extra})
        answer = self.connection.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())

    def close(self):
        self.connection.close()
