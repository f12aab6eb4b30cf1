"""Every kind of mail has its templates, so that a missing one is found at start and not when it is sent."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from outbox.mails import PARTS, mails


@register()
def check_mail_templates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Look for subject, text and HTML of every registered mail."""
    missing: list[CheckMessage] = []
    for mail in mails:
        for part in PARTS:
            name = f"emails/{mail.name}.{part}"
            try:
                get_template(name)
            except TemplateDoesNotExist:
                hint = f"Write templates/{name}, or do not register the mail."
                missing.append(Error(f"The mail {mail.name} has no template {name}", hint=hint, id="outbox.E001"))
    return missing
