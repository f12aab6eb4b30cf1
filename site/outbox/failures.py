"""Why something could not be delivered: a code without personal data, and what it means in plain words."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

# Codes that are not an SMTP answer ("550 5.1.1").
UNREACHABLE = "unreachable"
TIMEOUT = "timeout"
DISCONNECTED = "disconnected"
SIGN_IN = "sign-in"
ENCRYPTION = "encryption"
GONE = "gone"
ADDRESS = "address"
PROGRAM = "program"
NO_CHANNEL = "no-channel"

MEANINGS: dict[str, Any] = {
    UNREACHABLE: _("Our mail server does not answer."),
    TIMEOUT: _("The mail server took too long to answer."),
    DISCONNECTED: _("The mail server ended the connection."),
    SIGN_IN: _("Our mail server does not accept our sign-in."),
    ENCRYPTION: _("No safe connection to our mail server could be made."),
    GONE: _("What the message is about no longer exists."),
    ADDRESS: _("The address is written in a way that mail servers do not accept."),
    PROGRAM: _("The message could not be written because of an error in the website."),
    NO_CHANNEL: _("The website no longer has a way to send this kind of message."),
}
# The enhanced codes (RFC 3463) say more than the number before them, so they come first.
ANSWERS: tuple[tuple[str, Any], ...] = (
    (r".* 5\.1\.\d+", _("The address does not exist, or cannot receive mail.")),
    (r".* [45]\.2\.2", _("The mailbox is full.")),
    (r".* [45]\.2\.1", _("The mailbox is closed.")),
    (r".* 5\.7\.\d+", _("The mail server refuses the message, perhaps as unwanted mail.")),
    (r"421", _("The mail server is too busy.")),
    (r"4[25]2", _("The mailbox is full, or the mail server has no room.")),
    (r"4\d\d", _("The mail server asks us to try again later.")),
    (r"55[013]", _("The address does not exist, or cannot receive mail.")),
    (r"552", _("The mailbox is full, or the message is too large.")),
    (r"5\d\d", _("The mail server refuses the message.")),
)


def meaning(code: str) -> str:
    """Return a code in plain words."""
    words = code.partition(":")[0].strip()
    if words in MEANINGS:
        return str(MEANINGS[words])
    for pattern, text in ANSWERS:
        if re.match(rf"(?:{pattern})(?: |$)", code):
            return str(text)
    return code


class DeliveryFailure(Exception):
    """A message was not delivered; `code` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TemporaryFailure(DeliveryFailure):
    """Another attempt may succeed."""


class ServerAway(TemporaryFailure):
    """Our own server cannot take any message now, whoever it is for."""


class PermanentFailure(DeliveryFailure):
    """Another attempt would fail the same way."""
