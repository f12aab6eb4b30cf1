from django.conf import settings
from django.urls import path

from search.addresses import paths_of
from search.views import search_page, suggestions

app_name = "search"
urlpatterns = []
for code, _name in settings.LANGUAGES:
    search_path, suggest_path = paths_of(code)
    urlpatterns += [
        path(search_path, search_page, {"language": code}, name=f"search-{code}"),
        path(suggest_path, suggestions, {"language": code}, name=f"suggest-{code}"),
    ]
