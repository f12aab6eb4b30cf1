"""The services of a graph, each read once; what is odd goes into the report, what makes no sense stops the import."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from rdflib.term import Literal, Node, URIRef

from services.cpsv.contacts import CONTACT_POINTS, Contacts
from services.cpsv.literals import Reading, clean_text
from services.cpsv.parts import (
    EVIDENCE,
    OUTPUTS,
    REQUIREMENTS,
    read_fees,
    read_laws,
    read_provider,
    read_titled,
)
from services.cpsv.records import ServiceRecord
from services.cpsv.report import ImportRefused, Report, name_of
from services.cpsv.vocabulary import CPSV, CPSVNO, CV

MAX_SOURCE_ID = 300
RELATED = (CV.relatedService, DCTERMS.requires, DCTERMS.relation, DCTERMS.hasPart, DCTERMS.isPartOf)
EVENTS = (CV.isGroupedBy, CV.IsGroupedBy)
AUDIENCES = ("residents", "businesses", "associations", "press")
OTHER_WORDS = {"citizen": "residents", "business": "businesses", "company": "businesses", "enterprise": "businesses"}
READ = {
    RDF.type, DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.language, DCAT.keyword, DCTERMS.audience,
    FOAF.homepage, CV.processingTime, CV.hasChannel, CV.hasCost, CV.hasLegalResource, CPSV.follows,
    CV.hasCompetentAuthority, *RELATED, *EVENTS, *REQUIREMENTS, *EVIDENCE, *OUTPUTS, *CONTACT_POINTS,
}  # fmt: skip


def read_services(graph: Graph, path: Path, report: Report) -> list[ServiceRecord]:
    """Return the public services of a graph; ImportRefused when there are none or one has no name."""
    nodes = list(dict.fromkeys(graph.subjects(RDF.type, CPSV.PublicService)))
    if not nodes:
        words = _("%(file)s: holds %(count)d statements, but no cpsv:PublicService")
        raise ImportRefused(words % {"file": path, "count": len(graph)})
    for node in dict.fromkeys(graph.subjects(RDF.type, CPSVNO.Service)):
        if node not in nodes:
            report.skip(_("%(node)s: a service, but not a public one") % {"node": name_of(graph, node)})
    reading = Reading(graph, report)
    records: dict[str, ServiceRecord] = {}
    for node in nodes:
        record = read_service(reading, node, path)
        if record.source_id in records:
            reading.warn(node, record.source_id, _("the same identifier as another service; left out"))
        else:
            records[record.source_id] = record
    return list(records.values())


def read_service(reading: Reading, node: Node, path: Path) -> ServiceRecord:
    """Return one service; ImportRefused names its node when it has no name."""
    languages = [code for code in reading.languages(node) if code in settings.MUNICIPALITY.languages]
    title = reading.texts(node, DCTERMS.title, otherwise=(languages or [settings.LANGUAGE_CODE])[0])
    if not title:
        words = _("%(file)s: the service %(node)s has no name (dct:title)")
        raise ImportRefused(words % {"file": path, "node": name_of(reading.graph, node)})
    record = ServiceRecord(
        node=node,
        source_id=_source_id(reading, node, title),
        title=title,
        description=reading.texts(node, DCTERMS.description),
        related=[value for value in reading.objects(node, *RELATED) if not isinstance(value, Literal)],
    )
    for language in record.description.keys() - record.title.keys() - {""}:
        place = {"node": name_of(reading.graph, node), "language": language}
        reading.report.skip(_("%(node)s: a description in %(language)s, but no name (dct:title)") % place)
    _read_keywords(reading, record)
    _read_audiences(reading, record)
    _read_processing(reading, record)
    record.ways, record.channel_times = Contacts(reading).ways(node)
    for part in (read_fees, read_laws, read_titled, read_provider):
        part(reading, record)
    _tell_unread(reading, node)
    return record


def _source_id(reading: Reading, node: Node, title: dict[str, str]) -> str:
    """Return by what the service is known next time: its address, else its identifier, else its name."""
    if isinstance(node, URIRef):
        found = str(node)
    else:
        values = (clean_text(str(value)) for value in reading.objects(node, DCTERMS.identifier))
        identifiers = [value for value in values if value]
        if not identifiers:
            reading.warn(node, next(iter(title.values())), _("has neither address nor identifier; known by its name"))
        name = "/".join(f"{code}:{title[code]}" for code in sorted(title))
        found = identifiers[0] if identifiers else f"title:{name}"
    return found if len(found) <= MAX_SOURCE_ID else "sha256:" + hashlib.sha256(found.encode()).hexdigest()


def _read_keywords(reading: Reading, record: ServiceRecord) -> None:
    """Collect keywords by language; one literal may hold several with commas."""
    for value in reading.objects(record.node, DCAT.keyword):
        language = (getattr(value, "language", None) or "").lower().partition("-")[0]
        words = [clean_text(word) for word in str(value).split(",")]
        record.keywords.setdefault("nb" if language == "no" else language, []).extend(word for word in words if word)


def _read_audiences(reading: Reading, record: ServiceRecord) -> None:
    """Take the target groups from dct:audience, else from the kind of event that groups the service."""
    names = [str(value).lower() for value in reading.objects(record.node, DCTERMS.audience)]
    record.audiences = {group for group in AUDIENCES for name in names if name.endswith(group)}
    record.audiences |= {group for word, group in OTHER_WORDS.items() for name in names if word in name}
    if not record.audiences:
        kinds = {kind for event in reading.objects(record.node, *EVENTS) for kind in reading.objects(event, RDF.type)}
        record.audiences |= {"businesses"} if CV.BusinessEvent in kinds else set()
        record.audiences |= {"residents"} if CV.LifeEvent in kinds or not record.audiences else set()


def _read_processing(reading: Reading, record: ServiceRecord) -> None:
    values = reading.objects(record.node, CV.processingTime)
    for value in values[1:]:
        reading.warn(record.node, value, _("a second processing time; the first is used"))
    record.processing = reading.duration(record.node, values[0]) if values else None


def _tell_unread(reading: Reading, node: Node) -> None:
    """Name the properties of a service for which its page has no field."""
    unread = {predicate for predicate in reading.graph.predicates(node) if predicate not in READ}
    if unread:
        names = ", ".join(sorted(reading.graph.namespace_manager.normalizeUri(str(name)) for name in unread))
        words = {"node": name_of(reading.graph, node), "names": names}
        reading.report.skip(_("%(node)s: no field for %(names)s") % words)
