"""The test suite's: fast hashing, plain static files, everything else as in production."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("TORGET_VAR", str(Path(tempfile.gettempdir()) / f"torget-test-{os.getuid()}"))

from config.settings.base import *

VAR.mkdir(parents=True, exist_ok=True)
(VAR / "front").mkdir(exist_ok=True)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "unused.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        "TEST": {"NAME": VAR / "test.sqlite3"},
    }
DATABASES["default"]["CONN_MAX_AGE"] = 0
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in CACHES}
REMEMBERED_PAGES = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
