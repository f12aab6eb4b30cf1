"""Putting things into a graph: every node with its class, its identifier and its texts by language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import override
from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, SKOS, XSD
from rdflib.term import Literal, URIRef

from core.addresses import absolute
from core.structured_data import municipality_address
from services.cpsv.vocabulary import COUNTRIES, CV, LANGUAGE, LANGUAGES, PREFIXES, PUBLISHER_TYPE

Texts = dict[str, str]


class Writer:
    """A graph that grows; what several services share is written once."""

    def __init__(self) -> None:
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def add(self, node: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        """State one thing."""
        self.graph.add((node, predicate, value))

    def texts(self, node: URIRef, predicate: URIRef, texts: Texts) -> None:
        """State a text in each language that has one."""
        for language, text in texts.items():
            if text:
                self.add(node, predicate, Literal(text, lang=language))

    def thing(self, address: str, *classes: URIRef) -> URIRef:
        """Return a node of some classes that is identified by its own address."""
        node = URIRef(address)
        for kind in classes:
            self.add(node, RDF.type, kind)
        self.add(node, DCTERMS.identifier, Literal(address, datatype=XSD.anyURI))
        return node

    def code(self, address: str, names: Texts | None = None, kind: URIRef = SKOS.Concept) -> URIRef:
        """Return a code of a list, with the class that the shapes ask of it."""
        node = URIRef(address)
        self.add(node, RDF.type, kind)
        self.texts(node, SKOS.prefLabel, names or {})
        return node

    def languages(self, node: URIRef, codes: Iterable[str]) -> None:
        """State in which languages something is described."""
        for code in codes:
            if code in LANGUAGES:
                language = self.code(str(LANGUAGE[LANGUAGES[code]]), kind=DCTERMS.LinguisticSystem)
                self.add(node, DCTERMS.language, language)

    def municipality(self) -> URIRef:
        """Return the municipality itself, the authority of its own services."""
        own = settings.MUNICIPALITY
        node = self.organisation(municipality_address(), {code: own.name_in(code) for code in own.languages})
        self.add(node, DCTERMS.type, self.code(str(PUBLISHER_TYPE.LocalAuthority)))
        self.add(node, FOAF.homepage, URIRef(absolute("/")))
        return node

    def organisation(self, address: str, names: Texts) -> URIRef:
        """Return a public organisation of this country."""
        node = self.thing(address, CV.PublicOrganisation, ORG.Organization)
        self.texts(node, SKOS.prefLabel, names)
        country = self.code(str(COUNTRIES[settings.MUNICIPALITY.country]), kind=DCTERMS.Location)
        self.add(node, DCTERMS.spatial, country)
        return node


def in_languages(codes: Iterable[str], words: object) -> Texts:
    """Return a lazy translated text in several languages."""
    texts = {}
    for code in codes:
        with override(code):
            texts[code] = str(words)
    return texts
