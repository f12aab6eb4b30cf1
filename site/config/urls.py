"""Addresses. Data addresses have no language; the rest follows the page tree under a prefix for each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.data import dataset
from config.permanent import see_other
from config.robots import favicon, opensearch, robots_txt, sitemap
from core import health
from core.media_files import media_file
from news.feeds import news_feed
from pages.serving import serve

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler429 = "config.errors.too_many_requests"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("healthz/live", health.live, name="healthz_live"),
    path("healthz/ready", health.ready, name="healthz_ready"),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("data/<slug:name>.<slug:extension>", dataset, name="dataset"),
    path("id/<str:kind>/<str:uid>", see_other, name="permanent"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    *(
        path(
            "opensearch.xml" if code == settings.LANGUAGE_CODE else f"{code}/opensearch.xml",
            opensearch,
            {"language": code},
            name=f"opensearch-{code}",
        )
        for code in settings.MUNICIPALITY.languages
    ),
    path("", include("search.urls")),
    path("", include("crisis.urls")),
    *([path("media/<path:path>", media_file)] if settings.SERVE_MEDIA else []),
    *i18n_patterns(
        re_path(r"^(?P<path>(?:[\w-]+/)+)atom\.xml$", news_feed, name="news_feed"),
        path("start/", serve, {"path": ""}, name="ordinary_home"),  # also while a crisis has taken the home page (D9)
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
