"""Channels and contact points of a service, as ways to get in touch."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD
from rdflib.term import BNode, Literal, Node, URIRef

from services.cpsv.literals import Duration, Reading, Texts, clean_text, pick
from services.cpsv.records import Way
from services.cpsv.report import name_of
from services.cpsv.vocabulary import CV, LOCN, SCHEMA, SCHEMAS, VCARD

MAX_VALUE = 250
URLS = (VCARD.hasURL, VCARD.url, SCHEMA.url, SCHEMAS.url, FOAF.homepage)
EMAILS = (CV.email, VCARD.hasEmail, VCARD.email, SCHEMA.email, SCHEMAS.email)
TELEPHONES = (CV.telephone, VCARD.hasTelephone, VCARD.telephone, SCHEMA.telephone, SCHEMAS.telephone)
ADDRESSES = (VCARD.hasAddress, VCARD.hasStreetAddress, LOCN.address)
ADDRESS_PARTS = (
    (VCARD["street-address"], LOCN.thoroughfare),
    (VCARD["postal-code"], LOCN.postCode),
    (VCARD.locality, LOCN.postName),
)
CONTACT_NAMES = (
    VCARD.hasOrganizationUnit, VCARD["organization-unit"], VCARD.fn, VCARD.hasFN, DCTERMS.title,
    VCARD.hasOrganizationName, VCARD["organization-name"],
    VCARD.hasOganizationName,  # so spelt in Digdir's own example
)  # fmt: skip
CONTACT_POINTS = (CV.contactPoint, CV.hasContactPoint, DCAT.contactPoint)
BY_POST = ("mail", "post", "postal-mail", "letter")
ONLINE = ("online", "e-service", "internet", "web", "homepage", "app", "mobile", "digital")
IN_PERSON = ("telephone", "phone", "e-mail", "email", "bureau", "location", "counter", "desk", "fax", "assistant")
_check_url = URLValidator(schemes=["http", "https"])


@dataclass
class Contacts:
    """Reads ways to get in touch; each is kept once, however many nodes repeat it."""

    reading: Reading

    def ways(self, service: Node) -> tuple[list[Way], list[tuple[str, Duration]]]:
        """Return the ways of a service, e-services first, and how long each channel takes."""
        found: list[Way] = []
        times: list[tuple[str, Duration]] = []
        for channel in self.reading.objects(service, CV.hasChannel):
            ways = self._channel(channel)
            found += ways
            times += [(ways[0].kind if ways else "", time) for time in self._times(channel)]
        for page in self.reading.objects(service, FOAF.homepage):
            found += self._values("e_service", service, [page], {})
        for contact in self.reading.objects(service, *CONTACT_POINTS):
            found += self._contact(service, contact)
        unique: dict[tuple[str, str], Way] = {}
        for way in found:
            same = (way.kind, " ".join(sorted(set(way.value.values()))))
            if same not in unique or not unique[same].label:
                unique[same] = way
        return sorted(unique.values(), key=lambda way: way.kind != "e_service"), times

    def _times(self, channel: Node) -> list[Duration]:
        values = self.reading.objects(channel, CV.processingTime)[:1]
        return [time for value in values if (time := self.reading.duration(channel, value))]

    def _channel(self, channel: Node) -> list[Way]:
        kinds = " ".join(_tail(value) for value in self.reading.objects(channel, DCTERMS.type)).lower()
        label = self.reading.texts(channel, DCTERMS.title, DCTERMS.description)
        is_online = any(word in kinds for word in ONLINE) or not any(word in kinds for word in (*IN_PERSON, *BY_POST))
        ways: list[Way] = []
        urls = self.reading.objects(channel, *URLS)
        if is_online:
            ways += self._values("e_service", channel, urls, label)
        elif urls:
            ways += self._values("form", channel, urls, label) if kinds in BY_POST else self._left_out(channel, urls)
        ways += self._reachable(channel, label, "post" if kinds in BY_POST else "visit")
        if not ways and not urls:
            self.reading.report.skip(
                _("%(node)s: a channel without address or number") % {"node": name_of(self.reading.graph, channel)}
            )
        return ways

    def _contact(self, service: Node, contact: Node) -> list[Way]:
        if (service, DCAT.contactPoint, contact) in self.reading.graph:
            self.reading.warn(service, "dcat:contactPoint", _("is not CPSV-AP; read as cv:contactPoint"))
        if isinstance(contact, Literal) or not any(self.reading.graph.predicates(contact)):
            self.reading.warn(service, contact, _("is not described in the file; left out"))
            return []
        self._left_out(contact, self.reading.objects(contact, CV.contactPage, *URLS))
        return self._reachable(contact, self._contact_name(contact), "visit")

    def _contact_name(self, contact: Node) -> Texts:
        """Return the first kind of name that a contact has; the parts of a vCard name each other otherwise."""
        return next((texts for name in CONTACT_NAMES if (texts := self.reading.texts(contact, name))), {})

    def _reachable(self, node: Node, label: Texts, place: str) -> list[Way]:
        """Return e-mail, telephone and address of a node."""
        ways = self._values("email", node, self.reading.objects(node, *EMAILS), label)
        ways += self._values("telephone", node, self.reading.objects(node, *TELEPHONES), label)
        addresses = [self._address(value) for value in self.reading.objects(node, *ADDRESSES) if _is_node(value)]
        written = self.reading.texts(node, VCARD.hasStreetAddress) if not addresses else {}
        return ways + [Way(place, address, label) for address in [*addresses, written] if address]

    def _address(self, node: Node) -> Texts:
        """Return an address in one line: as written, else of its parts."""
        written = self.reading.texts(node, LOCN.fullAddress, VCARD.label)
        if written:
            return {"": next(iter(written.values()))} if len(set(written.values())) == 1 else written
        street, code, town = (
            next((clean_text(str(value)) for value in self.reading.objects(node, *names)), "")
            for names in ADDRESS_PARTS
        )
        line = ", ".join(part for part in (street, f"{code} {town}".strip()) if part)
        return {"": line} if line else {}

    def _values(self, kind: str, node: Node, values: list[Node], label: Texts) -> list[Way]:
        found = (self._value(kind, node, value) for value in values)
        return [Way(kind, {"": text}, label) for text in dict.fromkeys(found) if text]

    def _value(self, kind: str, node: Node, value: Node) -> str:
        """Return a web address, a number or an e-mail address without its scheme; empty when it is none."""
        if isinstance(value, BNode | URIRef):
            value = next(iter(self.reading.objects(value, VCARD.hasValue)), value)
        if isinstance(value, Literal) and value.datatype not in (None, XSD.string, XSD.anyURI):
            words = {"type": value.datatype}
            self.reading.warn(node, value, _("is typed as %(type)s; read as it stands") % words)
        text = clean_text(str(value)).removeprefix("mailto:").removeprefix("tel:")
        if isinstance(value, BNode) or len(text) > MAX_VALUE or not _fits(kind, text):
            reason = {"email": _("is not an e-mail address; left out"), "telephone": _("is not a number; left out")}
            self.reading.warn(node, value, reason.get(kind, _("is not a web address; left out")))
            return ""
        return text

    def _left_out(self, node: Node, urls: list[Node]) -> list[Way]:
        for url in urls:
            words = {"node": name_of(self.reading.graph, node), "address": url}
            self.reading.report.skip(_("%(node)s: its web page %(address)s has no field here") % words)
        return []


def _tail(value: Node) -> str:
    return str(value).replace("#", "/").rstrip("/").rpartition("/")[2]


def _is_node(value: Node) -> bool:
    return not isinstance(value, Literal)


def _fits(kind: str, text: str) -> bool:
    if kind == "telephone":
        return any(char.isdigit() for char in text)
    return _passes(validate_email, text) if kind == "email" else is_web_address(text)


def is_web_address(text: str) -> bool:
    """Tell whether a text is a complete address on the web; nothing that could run as a script is."""
    return _passes(_check_url, text)


def _passes(check: Callable[[str], None], text: str) -> bool:
    try:
        check(text)
    except ValidationError:
        return False
    return True


def label_of(way: Way, language: str) -> str:
    """Return the text of a way's own label in a language when it is short enough for a button."""
    text = pick(way.label, language)
    return text if len(text) <= 80 else ""
