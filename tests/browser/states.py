"""Every kind of page and the states it can be in, as addresses of the demo."""

from dataclasses import dataclass

SERVICE = "services.ServicePage"
# Name of a template: its page type.
TEMPLATES = {
    "home": "home.HomePage",
    "service index": "services.ServiceIndexPage",
    "A-Ö": "services.AlphabeticalIndexPage",
    "category": "services.ServiceCategoryPage",
    "service": SERVICE,
    "life events": "services.ServicePackageIndexPage",
    "life event": "services.ServicePackagePage",
    "audience": "services.AudiencePage",
    "news index": "news.NewsIndexPage",
    "news": "news.NewsPage",
    "units": "pages.UnitIndexPage",
    "unit": "pages.UnitPage",
    "staff directory": "pages.StaffDirectoryPage",
    "text": "pages.ContentPage",
    "accessibility": "pages.AccessibilityStatementPage",
    "contact": "feedback.ContactPage",
    "e-services": "eforms.EServiceIndexPage",
}
# State of a service page: the facts it must have. Only in Swedish has the demo one of each.
SERVICES = {
    "service, limited": {"availability": "limited"},
    "service, free": {"is_free": True},
    "service, region's": {"provider_level": "region"},
}
PREFIX = {"sv": "", "nb": "/nb", "en": "/en"}
SEARCH = {"sv": "/sok/", "nb": "/nb/sok/", "en": "/en/search/"}
SEARCHES = {
    "search, empty": "",
    "search, hits": "?q=kommun",
    "search, promoted": "?q=telefon",
    "search, no hit": "?q=qzxwvkj",
    "search, page 2": "?q=kommun&page=2",
    "search, bad input": "?q=%3Cscript%3E%22%27&page=x",
}
LOST = ("400", "404", "404, suggestion", "414")
STAFF = {"sign in": "/accounts/login/", "forgotten password": "/accounts/password/reset/"}
TOO_LONG = 20_000  # characters of an address


@dataclass(frozen=True)
class State:
    """A page in a state: where it is and the answer it gives."""

    path: str
    status: int = 200


def names(language):
    """Return the name of every state that the demo has in a language."""
    shared = [*TEMPLATES, "staff directory, filtered", *SEARCHES, *LOST, *STAFF]
    return [*shared, *SERVICES] if language == "sv" else shared


def find(site, name, language):
    """Return a state by its name."""
    if name in TEMPLATES:
        return State(site.first(TEMPLATES[name], language).path)
    if name in SERVICES:
        return State(site.first(SERVICE, language, **SERVICES[name]).path)
    if name in SEARCHES:
        return State(SEARCH[language] + SEARCHES[name])
    if name in STAFF:
        return State(STAFF[name])
    if name in LOST:
        return lost(site, name, language)
    return State(f"{site.first('pages.StaffDirectoryPage', language).path}?q=ann")


def lost(site, name, language):
    """Return an address with nothing behind it, or with a page in another language."""
    if name == "404, suggestion":
        origin = "nb" if language == "sv" else "sv"
        path = site.first(SERVICE, origin).path.removeprefix(PREFIX[origin])
        return State(PREFIX[language] + path, 404)
    if name == "400":
        return State(f"{SEARCH[language]}?q=%00", 400)
    if name == "414":
        return State(f"{PREFIX[language]}/?x={'x' * TOO_LONG}", 414)
    return State(f"{PREFIX[language]}/finns-inte/", 404)
