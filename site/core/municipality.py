"""The municipality this installation belongs to, read once from municipality.toml."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LANGUAGE_NAMES = {"sv": "Svenska", "nb": "Norsk bokmål", "en": "English", "nn": "Norsk nynorsk", "fi": "Suomi"}
CURRENCIES = {"SE": "SEK", "NO": "NOK"}


@dataclass(frozen=True)
class Municipality:
    """Name, languages, country and contact details; colours as #rrggbb, logos as paths under static/."""

    name: str
    short_name: str
    names: dict[str, str]
    country: str
    timezone: str
    languages: tuple[str, ...]
    organisation_number: str
    telephone: str
    telephone_international: str
    email: str
    postal_address: tuple[str, ...]
    visiting_address: tuple[str, ...]
    unit: str
    logo: str
    logo_dark: str
    colours: dict[str, str]

    @cached_property
    def currency(self) -> str:
        """Return the ISO 4217 code of the country's currency."""
        return CURRENCIES[self.country]

    @cached_property
    def language_names(self) -> dict[str, str]:
        """Return each language's name in itself, by code."""
        return {code: LANGUAGE_NAMES.get(code, code) for code in self.languages}

    def name_in(self, language: str) -> str:
        """Return the municipality's name as written in this language."""
        return self.names.get(language, self.name)


def load_municipality(path: Path) -> Municipality:
    """Read the file; a missing key is a KeyError that names it, an unknown country a ValueError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    contact, logo = data["contact"], data["logo"]
    if data["country"] not in CURRENCIES:
        raise ValueError(f"{path}: country must be one of {', '.join(CURRENCIES)}, not {data['country']!r}")
    return Municipality(
        name=data["name"],
        short_name=data["short_name"],
        names=data.get("names", {}),
        country=data["country"],
        timezone=data["timezone"],
        languages=tuple(data["languages"]),
        organisation_number=data.get("organisation_number", ""),
        telephone=contact["telephone"],
        telephone_international=contact["telephone_international"],
        email=contact["email"],
        postal_address=tuple(contact["postal_address"]),
        visiting_address=tuple(contact["visiting_address"]),
        unit=contact["unit"],
        logo=logo["light"],
        logo_dark=logo["dark"],
        colours=data["colours"],
    )
