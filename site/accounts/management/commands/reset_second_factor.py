"""Let somebody who lost their phone or key choose a new second factor."""

import argparse
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User


class Command(BaseCommand):
    """Removes a person's second factors and ends their sessions; the next sign-in asks for a new one."""

    help = "Removes the second factors of one person. Make sure first that it is really they who ask."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the e-mail address the person signs in with."""
        parser.add_argument("email", help="the address the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and report."""
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        with transaction.atomic():
            removed = Authenticator.objects.filter(user=user).delete()[0]
            ended = end_sessions(user)
        self.stdout.write(f"{user.email}: {removed} second factors removed, {ended} sessions ended.")
        self.stdout.write("The next sign-in with the password leads to the page that sets up a new one.")


def end_sessions(user: User) -> int:
    """Sign a person out everywhere; return from how many places."""
    theirs = [row.pk for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]
