"""What the form of every page checks besides its fields."""

from contextlib import suppress
from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.forms import WagtailAdminPageForm

from core.language import language_of_path


class AddressForm(WagtailAdminPageForm):
    """Refuses an address at which the site itself answers, such as /sok/ or /start/: nobody would see the page."""

    def clean(self) -> dict[str, Any]:
        """Check that the page will be what its address shows."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and "slug" not in self.errors and _is_taken_by_the_site(self._address(slug)):
            self.add_error("slug", _("The website uses this address itself. Choose another one."))
        return cleaned

    def _address(self, slug: str) -> str:
        """Return the path the page would have, empty where its parent has none."""
        parts = self.parent_page.get_url_parts() if self.parent_page else None
        return f"{parts[2]}{slug}/" if parts else ""


def _is_taken_by_the_site(path: str) -> bool:
    with override(language_of_path(path)), suppress(Resolver404):
        return bool(path) and resolve(path).url_name != "wagtail_serve"
    return False
