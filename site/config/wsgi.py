"""The application that granian serves: the crisis front door, and Django behind it."""

import os
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [path for path in (str(ROOT / "site"), str(ROOT)) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

import django  # noqa: E402

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from core.checks.production import refuse_weak_database  # noqa: E402
from core.wsgi import TorgetHandler  # noqa: E402
from crisis.front_door import FrontDoor  # noqa: E402
from crisis.front_door.bulkhead import Bulkhead  # noqa: E402
from crisis.front_door.glance import PAUSE  # noqa: E402
from crisis.state import folder_at  # noqa: E402

DATABASE_SECONDS = 5.0


def refuse_weak_database_soon() -> None:
    """Refuse a database that loses what it acknowledged; one that hangs keeps nobody from the crisis page."""
    faults: list[ImproperlyConfigured] = []

    def ask() -> None:
        try:
            refuse_weak_database()
        except ImproperlyConfigured as fault:
            faults.append(fault)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(DATABASE_SECONDS)
    if faults:
        raise faults[0]


refuse_weak_database_soon()
application = FrontDoor(
    TorgetHandler(),
    folder=folder_at(settings.VAR / "crisis"),
    bulkhead=Bulkhead.from_environment(),
    municipality=settings.MUNICIPALITY,
    is_secure=settings.BASE_URL.startswith("https://"),
    pause=PAUSE,
)
