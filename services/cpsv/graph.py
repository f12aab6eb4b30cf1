"""All published services as one CPSV-AP graph: one cpsv:PublicService a service, whatever its languages."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rdflib import Graph
from rdflib.namespace import DCAT, DCTERMS, FOAF, SKOS, XSD
from rdflib.term import Literal, URIRef

from core.addresses import absolute, permanent
from services.cpsv.graph_parts import (
    write_channels,
    write_contact,
    write_costs,
    write_evidence,
    write_laws,
    write_texts_as,
)
from services.cpsv.queries import Described, OpenServices, open_services
from services.cpsv.vocabulary import ADMS, CPSV, CV, STATUS
from services.cpsv.writer import Texts, Writer, in_languages
from services.durations import iso_duration
from services.models import AudiencePage, ServicePage
from services.structured_data import plain


def services_graph() -> Graph:
    """Return the graph of all services that the public may read."""
    data = open_services()
    writer = Writer()
    writer.municipality()
    for service in data.services:
        _write_service(writer, service, data)
    for event, keys in data.life_events:
        _write_life_event(writer, event, keys)
    return writer.graph


def by_language(described: Described, name: str) -> Texts:
    """Return a field of a page in each of its languages."""
    return {code: getattr(page, name) for code, page in described.pages.items()}


def _write_service(writer: Writer, service: Described, data: OpenServices) -> None:
    page: ServicePage = service.main
    node = writer.thing(permanent("service", service.uid), CPSV.PublicService)
    writer.texts(node, DCTERMS.title, by_language(service, "title"))
    writer.texts(node, DCTERMS.description, _descriptions(service))
    writer.languages(node, service.pages)
    for translation in service.pages.values():
        writer.add(node, FOAF.homepage, URIRef(absolute(translation.get_url())))
    writer.add(node, ADMS.status, _status(writer, page))
    writer.add(node, CV.hasCompetentAuthority, _authority(writer, node, service))
    if page.processing_max:
        time = iso_duration(page.processing_max, page.processing_unit)
        writer.add(node, CV.processingTime, Literal(time, datatype=XSD.duration))
    _write_finding(writer, node, service, data)
    for write in (write_contact, write_channels, write_costs, write_laws, write_evidence):
        write(writer, node, service)
    for name, (predicate, kind, title) in LONG_TEXTS.items():
        texts = {code: plain(text) for code, text in by_language(service, name).items()}
        titles = by_language(service, "title") if title is None else in_languages(service.pages, title)
        write_texts_as(writer, (node, predicate, kind), name.replace("_", "-"), titles, texts)


# A service's long texts: which property and class they become, and under which title (None: the service's own).
LONG_TEXTS = {
    "conditions": (CV.holdsRequirement, CV.Requirement, _("Conditions")),
    "what_you_get": (CPSV.produces, CV.Output, None),
    "rights_and_duties": (CPSV.follows, CPSV.Rule, _("Your rights and duties")),
}


def _descriptions(service: Described) -> Texts:
    """Return what each page says of itself; CPSV-AP asks for a description."""
    pages = service.pages.items()
    return {code: page.introduction or page.search_description or page.title for code, page in pages}


def _status(writer: Writer, page: ServicePage) -> URIRef:
    ended = page.availability == ServicePage.Availability.ENDED
    return writer.code(str(STATUS.WITHDRAWN if ended else STATUS.COMPLETED))


def _authority(writer: Writer, node: URIRef, service: Described) -> URIRef:
    """Return who answers for the service: the state or the region when one of them provides it, else we."""
    public = {ServicePage.ProviderLevel.STATE, ServicePage.ProviderLevel.REGION}
    if service.main.provider_level not in public or not service.main.provider_name:
        return writer.municipality()
    authority = writer.organisation(f"{node}#provider", by_language(service, "provider_name"))
    if service.main.provider_url:
        writer.add(authority, FOAF.homepage, URIRef(service.main.provider_url))
    return authority


def _write_finding(writer: Writer, node: URIRef, service: Described, data: OpenServices) -> None:
    """State for whom the service is, what it is about and what belongs with it."""
    for code, words in by_language(service, "subject_words").items():
        for word in words.split(","):
            writer.texts(node, DCAT.keyword, {code: word.strip()})
    for value, label in AudiencePage.Audience.choices:
        if getattr(service.main, f"for_{value}"):
            address = absolute(f"/data/services.ttl#audience-{value}")
            writer.add(node, DCTERMS.audience, writer.code(address, in_languages(service.pages, label)))
    category = data.category_of.get(service.uid)
    if category:
        address = permanent("page", category.uid)
        writer.add(node, CV.thematicArea, writer.code(address, by_language(category, "title")))
    for uid in data.related[service.uid]:
        writer.add(node, CV.relatedService, URIRef(permanent("service", uid)))


def _write_life_event(writer: Writer, event: Described, keys: list[UUID]) -> None:
    if not keys:
        return
    node = writer.thing(permanent("page", event.uid), CV.LifeEvent, CV.Event)
    writer.texts(node, DCTERMS.title, by_language(event, "title"))
    writer.texts(node, DCTERMS.description, by_language(event, "introduction"))
    writer.texts(node, SKOS.prefLabel, by_language(event, "title"))
    for uid in keys:
        writer.add(URIRef(permanent("service", uid)), CV.isGroupedBy, node)
