"""Builds the demo municipality; does nothing when it stands as the content says."""

import datetime
import os
from typing import Any

from django.core.management import CommandParser, call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page, Site

from demo.build.accounts import build_users, users_have
from demo.build.bodies import fill_bodies
from demo.build.crisis import build_crisis, link_duty
from demo.build.fixed import build_fixed_pages, build_news, build_unit_pages, link_home
from demo.build.footer import build_footer
from demo.build.media import build_pictures
from demo.build.people import build_staff, build_units
from demo.build.searching import build_search
from demo.build.services import build_categories, build_life_events, build_services
from demo.build.tree import Tree, stable_id
from demo.content import digest, read
from demo.models import DemoState
from people.models import Unit


class Command(BaseCommand):
    """manage.py demo [--force]; DEMO_PASSWORD gives the users' password."""

    help = "Builds or updates the demo municipality, Norrvik."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even when nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build everything in one transaction, or nothing."""
        fingerprint = digest()
        password = os.environ.get("DEMO_PASSWORD", "")
        if not options["force"] and DemoState.objects.filter(digest=fingerprint).exists():
            if password and not users_have(password):
                build_users(password, {unit.slug: unit for unit in Unit.objects.all()})
            self.stdout.write("The demo is up to date.")
            return
        with transaction.atomic():
            self.build(password)
            DemoState.objects.update_or_create(pk=1, defaults={"digest": fingerprint})
        call_command("rebuild_search", verbosity=0)
        self.stdout.write(f"The demo stands: {Page.objects.live().count() - 1} pages.")

    def build(self, password: str) -> None:
        """Build all content; users only when a password is given."""
        units = build_units()
        build_staff(units)
        pictures = build_pictures()
        tree = Tree()
        self._make_room()
        build_fixed_pages(tree, units)
        self._point_site(tree)
        build_unit_pages(tree, units)
        build_categories(tree, units["kontaktcenter"])
        build_services(tree, units, _review_date)
        build_life_events(tree, units, pictures)
        build_news(tree, units, pictures)
        link_home(tree, pictures)
        fill_bodies(tree, pictures)
        build_footer(tree)
        build_search(tree)
        tree.publish()
        build_crisis()
        if password:
            build_users(password, units)
            link_duty()

    def _make_room(self) -> None:
        """Remove Wagtail's welcome page, the only page beneath the root that is not ours."""
        for page in Page.objects.filter(depth=2).exclude(content_type__app_label="home"):
            page.delete()

    def _point_site(self, tree: Tree) -> None:
        home = tree.find("home", "sv")
        values = {"hostname": "localhost", "root_page": home, "site_name": read("pages/home")["sv"]["title"]}
        Site.objects.update_or_create(is_default_site=True, defaults=values)


def _review_date(key: str) -> datetime.date:
    """Spread the review dates over a year, the same for a service run after run."""
    return datetime.date(2027, 1, 15) + datetime.timedelta(days=stable_id("review", key).int % 330)
