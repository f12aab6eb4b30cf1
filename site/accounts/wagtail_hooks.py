"""Registers the way from the admin to password and second step."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def sign_in_and_security(request: HttpRequest) -> dict[str, Any]:
    """Link from "Account" to password, authenticator app and passkeys."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Signing in"),
        "help_text": _("Change your password, add an authenticator app or a passkey, see your recovery codes."),
    }
