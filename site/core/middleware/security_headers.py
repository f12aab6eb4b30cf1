"""Security headers that differ from place to place (D13); Django's settings give the others."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def policy(**directives: str) -> str:
    """Return a Content-Security-Policy; `script_src="'self'"` becomes `script-src 'self'`."""
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in directives.items())


PUBLIC = {
    "default_src": "'none'",
    "base_uri": "'none'",
    "form_action": "'self'",
    "frame_ancestors": "'none'",
    "script_src": "'self'",
    "style_src": "'self'",
    "img_src": "'self' data:",
    "font_src": "'self'",
    "connect_src": "'self'",
    "manifest_src": "'self'",
}
PUBLIC_POLICY = policy(**PUBLIC)
# The editor sees the page in a frame of the admin.
PREVIEW_POLICY = policy(**{**PUBLIC, "frame_ancestors": "'self'"})
# The smallest that Wagtail's admin works under: a few of its templates hold inline scripts and styles.
ADMIN_POLICY = policy(
    **{
        **PUBLIC,
        "frame_ancestors": "'self'",
        "script_src": "'self'",
        "script_src_elem": "'self' 'unsafe-inline'",
        "script_src_attr": "'none'",
        "style_src": "'self' 'unsafe-inline'",
        "img_src": "'self' data: blob:",
        "frame_src": "'self'",
        "media_src": "'self'",
    }
)
# A drawing opened by itself may style itself, but nothing in it runs or loads.
DRAWING_POLICY = policy(default_src="'none'", style_src="'unsafe-inline'", sandbox="").rstrip()

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


class SecurityHeadersMiddleware:
    """Adds to Django's headers those that depend on the place; a page's own policy stands (the crisis page has one)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what is missing."""
        response = self.get_response(request)
        headers = response.headers
        is_preview = getattr(request, "is_dummy", False)
        is_admin = request.path_info.startswith("/admin/")
        headers.setdefault("Content-Security-Policy", self._policy(response, is_preview, is_admin))
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        if is_preview or is_admin:
            headers["X-Frame-Options"] = "SAMEORIGIN"
        is_shared = "Access-Control-Allow-Origin" in headers
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin")
        return response

    def _policy(self, response: HttpResponse, is_preview: bool, is_admin: bool) -> str:
        """Return the Content-Security-Policy for this answer."""
        if is_preview:
            return PREVIEW_POLICY
        if response.get("Content-Type", "").startswith("image/svg+xml"):
            return DRAWING_POLICY
        return ADMIN_POLICY if is_admin else PUBLIC_POLICY
