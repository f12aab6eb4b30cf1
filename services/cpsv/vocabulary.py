"""The terms of CPSV-AP 3.2 and CPSV-AP-NO: those Torget writes, and the older ones that it also reads."""

from rdflib import Namespace
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD

ADMS = Namespace("http://www.w3.org/ns/adms#")
CCCEV = Namespace("http://data.europa.eu/m8g/cccev/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CPSVNO = Namespace("https://data.norge.no/vocabulary/cpsvno#")
CV = Namespace("http://data.europa.eu/m8g/")
DCATNO = Namespace("https://data.norge.no/vocabulary/dcatno#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
SCHEMA = Namespace("http://schema.org/")
SCHEMAS = Namespace("https://schema.org/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
XKOS = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")

PREFIXES = {
    "adms": ADMS, "cccev": CCCEV, "cpsv": CPSV, "cpsvno": CPSVNO, "cv": CV, "dcat": DCAT, "dcatno": DCATNO,
    "dct": DCTERMS, "eli": ELI, "foaf": FOAF, "locn": LOCN, "org": ORG, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA,
    "skos": SKOS, "vcard": VCARD, "xkos": XKOS, "xsd": XSD,
}  # fmt: skip

# Named authority lists of the EU's Publications Office and of Norway's digitalisation agency.
AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
COUNTRIES = {"SE": AUTHORITY["country/SWE"], "NO": AUTHORITY["country/NOR"]}
CURRENCY = Namespace("http://publications.europa.eu/resource/authority/currency/")
LANGUAGE = Namespace("http://publications.europa.eu/resource/authority/language/")
STATUS = Namespace("http://publications.europa.eu/resource/authority/distribution-status/")
PUBLISHER_TYPE = Namespace("http://purl.org/adms/publishertype/")
CHANNEL_TYPE = Namespace("https://data.norge.no/vocabulary/service-channel-type#")

# BCP 47 code: the code of the authority list.
LANGUAGES = {
    "sv": "SWE", "nb": "NOB", "nn": "NNO", "en": "ENG", "fi": "FIN", "da": "DAN", "de": "DEU", "fr": "FRA",
    "se": "SME", "is": "ISL", "no": "NOR",
}  # fmt: skip
CODES_OF_LANGUAGES = {code: language for language, code in LANGUAGES.items()}

CHANNEL_TYPES = {
    "e_service": CHANNEL_TYPE["online-service"],
    "form": CHANNEL_TYPE["mail"],
    "telephone": CHANNEL_TYPE["telephone"],
    "email": CHANNEL_TYPE["e-mail"],
    "visit": CHANNEL_TYPE["service-bureau"],
    "post": CHANNEL_TYPE["mail"],
}


def language_of_tag(tag: str) -> str:
    """Return our code of a language tag: "nb-NO" is nb, and "no", the two written languages together, is read as nb."""
    primary = tag.lower().partition("-")[0]
    return "nb" if primary == "no" else primary
