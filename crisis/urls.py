"""Addresses of the crisis site. While something is on, files answer most of them before Django is asked."""

from django.urls import path, re_path

from crisis import views

app_name = "crisis"
urlpatterns = [
    path("api/crisis.json", views.feed_view, name="api"),
    path("cap/", views.feed_view, name="cap"),
    re_path(r"^cap/(?P<identifier>[0-9a-f-]{1,60})\.xml$", views.cap_message, name="cap_message"),
    path("kris/atom.xml", views.feed_view, name="atom"),
    re_path(r"^kris/(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2})/$", views.language_page, name="language"),
]
