"""The application that granian serves."""

import os
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

import django

django.setup(set_prefix=False)

from core.checks.production import refuse_weak_database  # noqa: E402
from core.wsgi import TorgetHandler  # noqa: E402

refuse_weak_database()
application = TorgetHandler()
