"""The second step of a sign-in (D12)."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def used_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session was opened with a second step (code, passkey or recovery code)."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether the person has an authenticator app or a passkey."""
    return is_mfa_enabled(request.user, SECOND_FACTORS)


def record_enrolment(request: HttpRequest, authenticator: Authenticator) -> None:
    """Count a second step added just now as used: the person has shown its code or key in this session."""
    records = get_authentication_records(request, request.user)
    if not records or authenticator.type not in SECOND_FACTORS:
        return
    added = {"method": "mfa", "at": time.time(), "id": authenticator.pk, "type": authenticator.type}
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records, added]
