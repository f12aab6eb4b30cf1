"""The whole site, its answers signed by the worker that gave them."""

import os

from config.wsgi import application as site


def application(environ, start_response):
    """Answer as the site does."""

    def signed(status, headers, *rest):
        return start_response(status, [*headers, ("X-Pid", str(os.getpid()))], *rest)

    return site(environ, signed)
