"""What hangs on a service in a file: fees, laws, conditions, documents, results, rules, provider."""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from rdflib.namespace import DCTERMS, FOAF, ORG, RDFS, SKOS
from rdflib.term import Literal, Node, URIRef

from services.cpsv.contacts import is_web_address
from services.cpsv.literals import Reading, Texts
from services.cpsv.records import Fee, Law, Provider, ServiceRecord, Titled
from services.cpsv.vocabulary import CCCEV, CPSV, CPSVNO, CV, SCHEMA

REQUIREMENTS = (CV.holdsRequirement, CV.hasCriterion, CCCEV.hasRequirement)
EVIDENCE = (CPSV.hasInput, CV.hasInputType, CPSVNO.hasRequiredEvidence)
EVIDENCE_OF_REQUIREMENTS = (CV.hasSupportingEvidence, CCCEV.metByEvidence)
OUTPUTS = (CPSV.produces, CPSVNO.hasPossibleOutput)
NAMES = (DCTERMS.title, SKOS.prefLabel, FOAF.name, RDFS.label)
MAX_URL = 500
LEVELS = {
    "NationalAuthority": "state",
    "SupraNationalAuthority": "state",
    "RegionalAuthority": "region",
    "Company": "private",
    "NonProfitOrganisation": "private",
    "PrivateIndividual(s)": "private",
    "IndustryConsortium": "private",
}


def read_fees(reading: Reading, record: ServiceRecord) -> None:
    """Read what a service costs; a fee of nought alone makes it free."""
    amounts: list[Decimal] = []
    for cost in described(reading, record.node, CV.hasCost):
        condition = reading.texts(cost, DCTERMS.description)
        values = reading.objects(cost, CV.hasValue, CV.value, SCHEMA.price)
        amount = reading.amount(cost, values[0]) if values else None
        for value in values[1:]:
            reading.warn(cost, value, _("a second amount of the same fee; the first is used"))
        if amount is None:
            record.fee_notes += [condition] if condition else []
            continue
        amounts.append(amount)
        if amount:
            record.fees.append(Fee(amount, _currency(reading, cost), condition))
        elif condition:
            record.fee_notes.append(condition)
    record.is_free = bool(amounts) and not any(amounts)


def _currency(reading: Reading, cost: Node) -> str:
    """Return the currency's code; a fee without one is taken to be in the country's own."""
    values = reading.objects(cost, CV.currency)
    code = str(values[0]).rstrip("/").rpartition("/")[2].strip().upper() if values else ""
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    own = settings.MUNICIPALITY.currency
    reading.warn(cost, values[0] if values else "", _("no currency; read as %(currency)s") % {"currency": own})
    return own


def read_laws(reading: Reading, record: ServiceRecord) -> None:
    """Read the laws that a service rests on, and those behind the rules it follows."""
    resources = reading.objects(record.node, CV.hasLegalResource)
    for rule in reading.objects(record.node, CPSV.follows):
        resources += reading.objects(rule, CPSV.implements)
    for resource in dict.fromkeys(resources):
        title = reading.texts(resource, DCTERMS.title) or reading.texts(resource, DCTERMS.description)
        url = _web_address(reading, resource)
        if title:
            record.laws.append(Law(title, url))
        elif url:
            reading.warn(record.node, resource, _("a law without title; its address is shown"))
            record.laws.append(Law({"": url}, url))
        else:
            reading.warn(record.node, resource, _("a law without title and address; left out"))


def _web_address(reading: Reading, node: Node) -> str:
    """Return where a thing can be read about: rdfs:seeAlso, a page, else its own address."""
    for value in [*reading.objects(node, RDFS.seeAlso, FOAF.page), node]:
        if isinstance(value, URIRef) and len(value) <= MAX_URL and is_web_address(str(value)):
            return str(value)
    return ""


def read_titled(reading: Reading, record: ServiceRecord) -> None:
    """Read conditions, documents, results and rules."""
    record.requirements = _titled(reading, described(reading, record.node, *REQUIREMENTS))
    evidence = described(reading, record.node, *EVIDENCE)
    for channel in reading.objects(record.node, CV.hasChannel):
        evidence += described(reading, channel, *EVIDENCE)
    for requirement in reading.objects(record.node, *REQUIREMENTS):
        evidence += described(reading, requirement, *EVIDENCE_OF_REQUIREMENTS)
    record.evidence = _titled(reading, list(dict.fromkeys(evidence)))
    record.outputs = _titled(reading, described(reading, record.node, *OUTPUTS))
    record.rules = _titled(reading, described(reading, record.node, CPSV.follows))


def _titled(reading: Reading, nodes: list[Node]) -> list[Titled]:
    return [Titled(reading.texts(node, *NAMES), reading.texts(node, DCTERMS.description)) for node in nodes]


def described(reading: Reading, node: Node, *predicates: URIRef) -> list[Node]:
    """Return the nodes that properties lead to, those left out of which the file says nothing."""
    found = []
    for value in reading.objects(node, *predicates):
        if isinstance(value, Literal) or next(reading.graph.predicates(value), None) is None:
            reading.warn(node, value, _("is not described in the file; left out"))
        else:
            found.append(value)
    return found


def read_provider(reading: Reading, record: ServiceRecord) -> None:
    """Read who is responsible when that is not this municipality itself."""
    for authority in described(reading, record.node, CV.hasCompetentAuthority):
        name = reading.texts(authority, SKOS.prefLabel, DCTERMS.title, FOAF.name)
        if not name or _is_ours(name):
            continue
        kinds = reading.objects(authority, DCTERMS.type, ORG.classification)
        level = next((LEVELS[kind] for value in kinds if (kind := str(value).rpartition("/")[2]) in LEVELS), "")
        pages = [value for value in reading.objects(authority, FOAF.homepage) if isinstance(value, URIRef)]
        record.provider = Provider(name, level, _web_address(reading, pages[0]) if pages else "")
        return


def _is_ours(name: Texts) -> bool:
    ours = {settings.MUNICIPALITY.name, *settings.MUNICIPALITY.names.values()}
    return bool({text.casefold() for text in name.values()} & {text.casefold() for text in ours})
