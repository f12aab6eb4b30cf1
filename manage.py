#!/usr/bin/env python
"""Django's command line; without DJANGO_SETTINGS_MODULE it uses the demo that bin/demo made."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(1, str(ROOT / "site"))


def main() -> None:
    """Run an administrative command."""
    made_by_demo = (Path(os.environ.get("TORGET_VAR") or ROOT / "var") / "demo.env").exists()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo" if made_by_demo else "config.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:  # for whoever runs the site, not for whoever wrote it
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
