"""The command line's words."""

from __future__ import annotations

import argparse

from django.core.management.base import CommandParser


def add(parser: CommandParser) -> None:
    """Add every action and its options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _on(actions.add_parser("on", help="switch a scenario on"))
    _off(actions.add_parser("off", help="switch off what is on"))
    _update(actions.add_parser("update", help="say what is new"))
    actions.add_parser("status", help="tell what is on")
    actions.add_parser("check", help="for monitoring: exit with 1 when something does not agree or is late")
    scenarios = actions.add_parser("scenarios", help="list the scenarios")
    scenarios.add_argument(
        "--install", action="store_true", help="put the scenarios that come with Torget into the record"
    )
    plan = actions.add_parser("plan", help="write the crisis plan as a PDF")
    plan.add_argument("--output", metavar="FILE", default="", help="where to write it")
    plan.add_argument("--language", metavar="TAG", default="", help="in which language (default: the site's first)")
    actions.add_parser("watch", help="follow the record on this machine until told to stop").add_argument(
        "--once", action="store_true", help="look once, and exit"
    )


def _on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scenario", required=True, metavar="KEY", help="which one; see: manage.py crisis scenarios")
    parser.add_argument("--level", metavar="N", help="1 notice, 2 serious, 3 crisis (default: the scenario's)")
    parser.add_argument("--text", metavar="T", help="what people must know now, in the site's first language")
    parser.add_argument("--drill", action="store_true", help="a drill: says so on every view of it")
    parser.add_argument("--private", action="store_true", help="with --drill: only at a secret address")
    parser.add_argument("--blank", action="append", default=[], metavar="NAME=VALUE", help="fill in a blank")
    parser.add_argument("--page", action="append", default=[], metavar="PATH", help="a notice only below this path")
    parser.add_argument("--next-update", metavar="HOURS", help="promise the next update within so many hours; 0: none")
    parser.add_argument("--replace", action="store_true", help="end what is on and leaves no room for it")


def _off(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--event", default="", metavar="KEY", help="only this one (scenario or beginning of its uid)")
    parser.add_argument("--text", metavar="T", help="last words for the archive")
    parser.add_argument("--false-alarm", action="store_true", help="it was a false alarm")


def _update(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", required=True, metavar="T", help="what is new, in the site's first language")
    parser.add_argument("--event", default="", metavar="KEY", help="which one, when several are on")
    parser.add_argument("--next-update", metavar="HOURS", help="promise the next update within so many hours; 0: none")
