"""The demo: as production, but without TLS, without enforced MFA, and mail goes to files in var/mail."""

import environ

from config.settings.base import *

environ.Env.read_env(VAR / "demo.env")
SECRET_KEY = env.str("TORGET_SECRET_KEY", SECRET_KEY)
LINK_KEY = env.str("TORGET_LINK_KEY", LINK_KEY)
CHAIN_KEY = env.str("TORGET_CHAIN_KEY", CHAIN_KEY)

if not env.str("TORGET_BASE_URL", "") and (VAR / "demo-address").exists():  # where bin/demo serves, or did last
    WAGTAILADMIN_BASE_URL = BASE_URL = (VAR / "demo-address").read_text(encoding="utf-8").strip()
ALLOWED_HOSTS = ["*"]
MFA_ENFORCED = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
