"""What every installation shares: paths, database, templates, files, caches, logs."""

from pathlib import Path
from typing import Any

import environ

from config.settings.apps import *
from config.settings.i18n import *
from config.settings.security import *
from config.settings.wagtail import *

ROOT = Path(__file__).resolve().parents[3]
env = environ.Env()
VAR = Path(env.str("TORGET_VAR", "") or ROOT / "var")

BASE_URL = env.str("TORGET_BASE_URL", "http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
SECRET_KEY = env.str("TORGET_SECRET_KEY", "development-only-not-secret")
LINK_KEY = env.str("TORGET_LINK_KEY", "development-only-link-key")
CHAIN_KEY = env.str("TORGET_CHAIN_KEY", "development-only-chain-key")
ALLOWED_HOSTS = env.list("TORGET_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
TRUSTED_PROXIES = env.list("TORGET_TRUSTED_PROXIES", default=[])
DEBUG = False

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# mode=rw: a missing database file is an error, not an empty site. Migrations create it (core.database).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
}


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of an SQLite database at this path."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{path}?mode=rw",
        "OPTIONS": {**SQLITE_OPTIONS, "uri": True},
        "CONN_MAX_AGE": None,
    }


# How long a request waits for a PostgreSQL that does not answer: seconds to connect; a machine that is gone.
PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def database() -> dict[str, Any]:
    """Return the database that DATABASE_URL names, SQLite in var/ when it names none."""
    if not env.str("DATABASE_URL", ""):
        return sqlite(VAR / "db.sqlite3")
    settings = dict(env.db_url("DATABASE_URL"))
    settings["CONN_MAX_AGE"] = 60
    settings["CONN_HEALTH_CHECKS"] = True
    settings["OPTIONS"] = {**PATIENCE, **settings.get("OPTIONS", {})}
    return settings


DATABASES = {"default": database()}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "core.context_processors.staff_user",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "torget"
CRISPY_TEMPLATE_PACK = "torget"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "staticfiles"
STATICFILES_DIRS = [ROOT / "static", VAR / "front"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
SERVE_MEDIA = True  # production leaves it to nginx
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_MAX_AGE = 3600

# "shared" holds what all workers must agree on (rate limits); "default" is a process's own memory.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

# How many rendered pages each process remembers until something changes; 0: none (docs/decisions/0007).
REMEMBERED_PAGES = env.int("TORGET_REMEMBERED_PAGES", 400)

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("TORGET_FROM_EMAIL", MUNICIPALITY_EMAIL)
SEARCH_DIR = VAR / "search"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("TORGET_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"level": "INFO", "handlers": []},
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "modelsearch": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
