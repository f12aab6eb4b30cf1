"""The site's addresses and the empty view."""

from django.http import HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as site_patterns


def empty(request):
    """Answer with next to nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [path("bench/empty/", empty), *site_patterns]
