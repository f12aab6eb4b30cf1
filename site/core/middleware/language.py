"""The language of a request comes from its path and nothing else, so that a page can be cached for everybody."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from accounts.paths import is_staff_path
from core.language import language_of_path


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's, without cookie, without Accept-Language (but for staff's sign-in) and without `Vary`."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language; Wagtail's admin changes it to each user's own."""
        language = language_of_path(request.path_info)
        if is_staff_path(request):
            language = self._preferred(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language a public page is in; data has none."""
        if response.get("Content-Type", "").startswith("text/html") and not is_staff_path(request):
            response.headers.setdefault("Content-Language", language_of_path(request.path_info))
        return response

    def _preferred(self, request: HttpRequest) -> str:
        """Return what the browser asks for among our languages."""
        language = translation.get_language_from_request(request)
        return language if language in settings.MUNICIPALITY.languages else settings.LANGUAGE_CODE
