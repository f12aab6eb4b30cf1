"""A developer's own: DEBUG, plain static files, mail on the console."""

from config.settings.base import *

DEBUG = True
ALLOWED_HOSTS = ["*"]
MFA_ENFORCED = False
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
