"""Addresses of the crisis site. While something is on, files answer most of them before Django is asked."""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from crisis import archive, views


def in_language(code: str) -> list[URLPattern]:
    """Return the archive's addresses in a language."""
    prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    given = {"language": code}
    return [
        path(f"{prefix}kris/arkiv/", archive.archive_list, given, name=f"archive-{code}"),
        path(f"{prefix}kris/arkiv/<uuid:uid>/", archive.archive_event, given, name=f"archive_event-{code}"),
    ]


app_name = "crisis"
urlpatterns = [
    path("api/crisis.json", views.feed_view, name="api"),
    path("cap/", views.feed_view, name="cap"),
    re_path(r"^cap/(?P<identifier>[0-9a-f-]{1,60})\.xml$", views.cap_message, name="cap_message"),
    path("kris/atom.xml", views.feed_view, name="atom"),
    re_path(r"^kris/(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2})/$", views.language_page, name="language"),
    *(pattern for code in settings.MUNICIPALITY.languages for pattern in in_language(code)),
]
