"""Closes /admin/ to everybody who has not signed in the required way (D12)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.mfa import has_second_factor, used_second_factor

ADMIN = "/admin/"
# Wagtail's own sign-in pages know only passwords and no rate limit: they lead to ours.
WAGTAIL_SIGN_IN = ("/admin/login/", "/admin/password_reset/", "/_util/login/")


class StaffOnlyMiddleware:
    """Lets into /admin/ only staff who may use it, with a second step where MFA_ENFORCED asks for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the sign-in page, the page for the second step or the page asked for."""
        path = request.path_info
        if path.startswith(WAGTAIL_SIGN_IN):
            return self._sign_in(request, request.GET.get("next", ""))
        if path.startswith(ADMIN):
            refusal = self._refusal(request)
            if refusal is not None:
                return refusal
        return self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        """Return what stands in the way of this person, None when nothing does."""
        is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
        if not request.user.is_authenticated:
            if is_script:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path(), login_url=settings.LOGIN_URL)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if settings.MFA_ENFORCED and not used_second_factor(request):
            if is_script:
                raise PermissionDenied
            return self._second_step(request)
        return None

    def _second_step(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code, or to choose a second step when the person has none yet."""
        if has_second_factor(request):
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
        messages.warning(request, _("Add a second step before you go on: an authenticator app or a passkey."))
        return HttpResponseRedirect(reverse("mfa_index"))

    def _sign_in(self, request: HttpRequest, next_url: str) -> HttpResponse:
        """Lead Wagtail's sign-in addresses to ours; it checks `next` itself."""
        query = f"?{urlencode({'next': next_url})}" if next_url else ""
        return HttpResponseRedirect(reverse("account_login") + query)
