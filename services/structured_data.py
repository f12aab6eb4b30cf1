"""A service page for schema.org (GovernmentService)."""

from typing import Any

from django.conf import settings
from wagtail.rich_text import get_text_for_indexing

from core.addresses import absolute, permanent
from core.structured_data import Thing, area, municipality, postal_address
from services.durations import iso_duration
from services.models import AudiencePage, ServicePage

PROVIDERS = {"state": "GovernmentOrganization", "region": "GovernmentOrganization", "private": "Organization"}
# UN/CEFACT codes of the units that a fee may be for.
PERIODS = {"hour": "HUR", "day": "DAY", "month": "MON", "year": "ANN"}


def service_data(page: ServicePage) -> Thing:
    """Return a service; reads nothing but the page and its unit."""
    language = page.locale.language_code
    own = municipality(language)
    return {
        "@type": "GovernmentService",
        "@id": permanent("service", page.translation_key),
        "name": page.title,
        "description": page.introduction or page.search_description,
        "url": absolute(page.get_url()),
        "serviceType": page.subject_words,
        "alternateName": [word.strip() for word in page.synonyms.split(",")],
        "provider": _provider(page) or own,
        "serviceOperator": _operator(page, language),
        "areaServed": area(language),
        "audience": _audiences(page),
        "offers": _offers(page),
        "availableChannel": [_channel(page, value, language) for value in _channels(page)],
        "termsOfService": plain(page.conditions),
        "serviceOutput": _output(page),
    }


def plain(rich_text: str) -> str:
    """Return rich text as text."""
    return " ".join(get_text_for_indexing(rich_text or "").split())


def _provider(page: ServicePage) -> Thing | None:
    if not page.provider_name:
        return None
    kind = PROVIDERS.get(page.provider_level, "Organization")
    return {"@type": kind, "name": page.provider_name, "url": page.provider_url}


def _operator(page: ServicePage, language: str) -> Thing | None:
    unit = page.owner_unit
    if unit is None or page.provider_name:
        return None
    return {
        "@type": "GovernmentOrganization",
        "@id": permanent("unit", unit.uid),
        "name": unit.name_in(language),
        "telephone": unit.telephone,
        "email": unit.email,
    }


def _audiences(page: ServicePage) -> list[Thing]:
    names = [str(label) for value, label in AudiencePage.Audience.choices if getattr(page, f"for_{value}")]
    if page.target_group:
        names.append(page.target_group)
    return [{"@type": "Audience", "audienceType": name} for name in names]


def _offers(page: ServicePage) -> list[Thing]:
    if page.is_free:
        currency = settings.MUNICIPALITY.currency
        return [{"@type": "Offer", "price": "0", "priceCurrency": currency, "description": page.fees_note}]
    return [_offer(block.value) for block in page.fees]


def _offer(fee: Any) -> Thing:
    price = {
        "price": str(fee["amount"]),
        "priceCurrency": fee.get("currency") or settings.MUNICIPALITY.currency,
        "description": fee["condition"],
    }
    if fee["per"]:
        unit = {"@type": "UnitPriceSpecification", "unitCode": PERIODS[fee["per"]]}
        return {"@type": "Offer", **price, "priceSpecification": {**unit, **price}}
    return {"@type": "Offer", **price}


def _channels(page: ServicePage) -> list[Any]:
    return [block.value for block in page.channels]


def _channel(page: ServicePage, value: Any, language: str) -> Thing:
    """Return one way to do it, with how long the errand then takes."""
    kind, text = value["kind"], value["value"]
    reach: dict[str, Thing] = {
        "e_service": {"serviceUrl": absolute(text)},
        "form": {"serviceUrl": absolute(text)},
        "telephone": {"servicePhone": {"@type": "ContactPoint", "telephone": text}},
        "email": {"servicePhone": {"@type": "ContactPoint", "email": text}},
        "visit": {"serviceLocation": {"@type": "Place", "address": postal_address(text)}},
        "post": {"servicePostalAddress": postal_address(text)},
    }
    longest = page.processing_max
    return {
        "@type": "ServiceChannel",
        "name": value["label"],
        "availableLanguage": language,
        "processingTime": iso_duration(longest, page.processing_unit) if longest else None,
        **reach[kind],
    }


def _output(page: ServicePage) -> Thing | None:
    text = plain(page.what_you_get)
    return {"@type": "Thing", "name": page.title, "description": text} if text else None
