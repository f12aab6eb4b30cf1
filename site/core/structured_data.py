"""schema.org data for search engines and assistants: JSON-LD in a page's head, microdata where no script may be."""

import json
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.addresses import absolute

Thing = dict[str, Any]

# Inside a script element HTML ends at "</script" whatever JSON thinks of it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(data: Thing) -> SafeString:
    """Return the script element that holds a thing."""
    text = json.dumps(without_empty({"@context": "https://schema.org", **data}), ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_ESCAPES)))


def microdata(data: Thing, prop: str = "") -> SafeString:
    """Return a thing as elements that nobody sees; inside another thing with the name of its property."""
    values = without_empty({key: value for key, value in data.items() if not key.startswith("@")})
    parts = [
        microdata(value, key)
        if isinstance(value, dict)
        else format_html('<meta itemprop="{}" content="{}">', key, value)
        for key, value in values.items()
    ]
    names = {"itemprop": prop, "itemtype": f"https://schema.org/{data['@type']}", "itemid": data.get("@id", "")}
    attributes = format_html_join("", ' {}="{}"', ((name, value) for name, value in names.items() if value))
    return format_html("<span hidden itemscope{}>{}</span>", attributes, mark_safe("".join(parts)))


def without_empty(value: Any) -> Any:
    """Return a value without the properties of which nothing is known."""
    if isinstance(value, dict):
        kept = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [without_empty(item) for item in value if item not in (None, "", [], {})]
    return value


def municipality_address() -> str:
    """Return the id of the municipality itself in linked data."""
    return absolute("/#municipality")


def municipality(language: str) -> Thing:
    """Return the municipality as an organisation, named in a language."""
    own = settings.MUNICIPALITY
    return {
        "@type": "GovernmentOrganization",
        "@id": municipality_address(),
        "name": own.name_in(language),
        "url": absolute("/"),
        "telephone": own.telephone_international,
        "email": own.email,
        "taxID": own.organisation_number,
        "logo": absolute(f"{settings.STATIC_URL}{own.logo}"),
        "address": postal_address(", ".join(own.visiting_address)),
        "areaServed": area(language),
    }


def area(language: str) -> Thing:
    """Return the municipality as a place."""
    return {"@type": "AdministrativeArea", "name": settings.MUNICIPALITY.name_in(language)}


def postal_address(text: str) -> Thing | None:
    """Return an address that we hold as one line."""
    if not text:
        return None
    street, _comma, rest = (part.strip() for part in text.partition(","))
    code, town = _code_and_town(rest)
    country = settings.MUNICIPALITY.country
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "postalCode": code,
        "addressLocality": town,
        "addressCountry": country,
    }


def _code_and_town(text: str) -> tuple[str, str]:
    """Return "931 00" and "Norrvik" of "931 00 Norrvik"."""
    digits = text[: len(text) - len(text.lstrip("0123456789 "))]
    return digits.strip(), text[len(digits) :].strip()
