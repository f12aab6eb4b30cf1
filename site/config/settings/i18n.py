"""Languages, time zone and country: all from municipality.toml."""

from pathlib import Path

from core.municipality import load_municipality

_root = Path(__file__).resolve().parents[3]
MUNICIPALITY = load_municipality(_root / "municipality.toml")
MUNICIPALITY_EMAIL = MUNICIPALITY.email

LANGUAGE_CODE = MUNICIPALITY.languages[0]
LANGUAGES = [(code, MUNICIPALITY.language_names[code]) for code in MUNICIPALITY.languages]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [*LANGUAGES]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = MUNICIPALITY.timezone
WAGTAIL_USER_TIME_ZONES = [MUNICIPALITY.timezone]
# Our own strings first; then what Wagtail and its add-ons lack in our languages, or say badly. Both win over theirs.
LOCALE_PATHS = [_root / "site" / "locale", _root / "site" / "locale_upstream"]
FORMAT_MODULE_PATH = ["config.formats"]

# traps.md, wagtail-localize 1 and 2: a submitted page stays a draft, the page tree stays whole.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
