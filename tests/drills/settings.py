"""Workers in a drill: the test's own database, a real mail server, short waits."""

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, env

DATABASES["default"]["NAME"] = env.str("DRILL_DATABASE")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("DRILL_MAIL_PORT")
EMAIL_TIMEOUT = 8
OUTBOX_RETRY_DELAYS = (1, 1, 2)
