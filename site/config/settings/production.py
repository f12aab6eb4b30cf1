"""Production: PostgreSQL, TLS, MFA. core.checks refuses to start with anything weaker (D1)."""

from config.settings.base import *

DATABASES = {"default": database()}
SECRET_KEY = env.str("TORGET_SECRET_KEY", "")
LINK_KEY = env.str("TORGET_LINK_KEY", "")
CHAIN_KEY = env.str("TORGET_CHAIN_KEY", "")
SERVE_MEDIA = False
BASE_URL = env.str("TORGET_BASE_URL", "").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
ALLOWED_HOSTS = env.list("TORGET_ALLOWED_HOSTS", default=[])

vars().update(env.email_url("TORGET_EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20

# Wagtail's own background work is queued in the database; deploy/systemd/torget-tasks.service does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
REFUSE_WEAK_PRODUCTION = True
