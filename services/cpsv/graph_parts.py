"""The parts of a service in the graph; a part that the languages share is one node with a text in each."""

from collections import Counter
from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import override
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD
from rdflib.term import Literal, URIRef

from core.addresses import absolute, permanent
from core.structured_data import municipality_address
from services.cpsv.queries import Described
from services.cpsv.vocabulary import CHANNEL_TYPES, CPSV, CURRENCY, CV, ELI, VCARD
from services.cpsv.writer import Texts, Writer
from services.facts import period_text


def write_contact(writer: Writer, service_node: URIRef, service: Described) -> None:
    """State how to reach who is responsible: the unit, or the municipality where it has no number of its own."""
    unit = service.main.owner_unit
    has_own = unit is not None and (unit.email or unit.telephone)
    address = f"{permanent('unit', unit.uid)}#contact" if has_own else absolute("/#contact")
    own = settings.MUNICIPALITY
    email, telephone = (unit.email, unit.telephone) if has_own else (own.email, own.telephone_international)
    node = URIRef(address)
    writer.add(node, RDF.type, CV.ContactPoint)
    for predicate, value in ((CV.email, email), (CV.telephone, telephone)):
        if value:
            writer.add(node, predicate, Literal(value))
    writer.add(service_node, CV.contactPoint, node)
    if unit is not None:
        writer.texts(node, VCARD["organization-unit"], {code: unit.name_in(code) for code in service.pages})


def write_channels(writer: Writer, service_node: URIRef, service: Described) -> None:
    """State the ways to use the service."""
    ways = shared(service, "channels", lambda value: (value["kind"], value["value"].strip()))
    for number, ((kind, value), values) in enumerate(ways, start=1):
        node = writer.thing(f"{service_node}#channel-{number}", CV.Channel)
        writer.texts(node, DCTERMS.description, {code: way["label"] for code, way in values.items()})
        writer.add(node, DCTERMS.type, writer.code(str(CHANNEL_TYPES[kind])))
        writer.add(node, CV.ownedBy, URIRef(municipality_address()))
        _write_reach(writer, node, kind, value)
        writer.add(service_node, CV.hasChannel, node)


def _write_reach(writer: Writer, node: URIRef, kind: str, value: str) -> None:
    if kind in ("e_service", "form"):
        writer.add(node, VCARD.hasURL, safe_iri(absolute(value)))
    elif kind == "email":
        writer.add(node, VCARD.hasEmail, safe_iri(f"mailto:{value}"))
    elif kind == "telephone":
        writer.add(node, VCARD.hasTelephone, Literal(value))
    else:
        address = URIRef(f"{node}-address")
        writer.add(address, RDF.type, VCARD.Address)
        writer.add(address, VCARD["street-address"], Literal(value))
        writer.add(node, VCARD.hasAddress, address)


def write_costs(writer: Writer, service_node: URIRef, service: Described) -> None:
    """State what the service costs; a free one costs nought."""
    if service.main.is_free:
        notes = {code: page.fees_note for code, page in service.pages.items()}
        _write_cost(writer, service_node, 1, (Decimal(0), ""), notes)
        return
    fees = shared(service, "fees", lambda value: (value["amount"], value.get("currency") or "", value["per"] or ""))
    for number, ((amount, currency, period), values) in enumerate(fees, start=1):
        conditions = {code: _condition(code, period, value["condition"]) for code, value in values.items()}
        _write_cost(writer, service_node, number, (amount, currency), conditions)


def _condition(code: str, period: str, condition: str) -> str:
    with override(code):
        return ", ".join(part for part in (str(period_text(period)), condition) if part)


def _write_cost(writer: Writer, owner: URIRef, number: int, price: tuple[Decimal, str], texts: Texts) -> None:
    amount, currency = price
    node = writer.thing(f"{owner}#cost-{number}", CV.Cost)
    writer.add(node, CV.hasValue, Literal(str(amount), datatype=XSD.double))
    code = currency or settings.MUNICIPALITY.currency
    writer.add(node, CV.currency, writer.code(str(CURRENCY[code])))
    writer.add(node, CV.isDefinedBy, URIRef(municipality_address()))
    writer.texts(node, DCTERMS.description, texts)
    writer.add(owner, CV.hasCost, node)


def write_laws(writer: Writer, service_node: URIRef, service: Described) -> None:
    """State the laws that the service rests on."""
    laws = shared(service, "laws", lambda value: value["url"] or value["title"])
    for number, (_same, values) in enumerate(laws, start=1):
        node = writer.thing(f"{service_node}#law-{number}", ELI.LegalResource)
        writer.texts(node, DCTERMS.title, {code: law["title"] for code, law in values.items()})
        url = next((law["url"] for law in values.values() if law["url"]), "")
        if url:
            writer.add(node, RDFS.seeAlso, safe_iri(url))
        writer.add(service_node, CV.hasLegalResource, node)


def write_evidence(writer: Writer, service_node: URIRef, service: Described) -> None:
    """State what one needs beforehand: the items of the languages belong together by their place in the list."""
    lists = {code: [block.value for block in page.before_you_start] for code, page in service.pages.items()}
    for number in range(max((len(items) for items in lists.values()), default=0)):
        node = writer.thing(f"{service_node}#evidence-{number + 1}", CV.Evidence)
        texts = {code: items[number] for code, items in lists.items() if number < len(items)}
        writer.texts(node, DCTERMS.title, texts)
        writer.add(service_node, CPSV.hasInput, node)


def write_texts_as(
    writer: Writer, place: tuple[URIRef, URIRef, URIRef], name: str, titles: Texts, texts: Texts
) -> None:
    """State a long text of the service as a thing of its own: (service, property, class)."""
    service_node, predicate, kind = place
    written = {code: text for code, text in texts.items() if text}
    if not written:
        return
    node = writer.thing(f"{service_node}#{name}", kind)
    writer.texts(node, DCTERMS.title, {code: titles[code] for code in written})
    writer.texts(node, DCTERMS.description, written)
    writer.add(service_node, predicate, node)


def shared(service: Described, stream: str, key: Callable[[Any], Any]) -> list[tuple[Any, dict[str, Any]]]:
    """Return a stream's values by language, those of equal key together: the second of a key with the second."""
    found: dict[tuple[Hashable, int], dict[str, Any]] = {}
    for code, page in service.pages.items():
        seen: Counter[Hashable] = Counter()
        for block in getattr(page, stream):
            same = key(block.value)
            found.setdefault((same, seen[same]), {})[code] = block.value
            seen[same] += 1
    return [(same, values) for (same, _number), values in found.items()]


def safe_iri(text: str) -> URIRef:
    """Return an address without the characters that an IRI may not hold."""
    return URIRef("".join(f"%{ord(char):02X}" if char in ' <>"{}|\\^`' else char for char in text))
