"""What a file says of a service, before it becomes pages: plain values, texts by language."""

from dataclasses import dataclass, field
from decimal import Decimal

from rdflib.term import Node

from services.cpsv.literals import Duration, Texts


@dataclass(frozen=True)
class Fee:
    amount: Decimal
    currency: str  # ISO 4217
    condition: Texts


@dataclass(frozen=True)
class Way:
    """A channel or a contact: kind as in services.blocks.CHANNELS."""

    kind: str
    value: Texts
    label: Texts


@dataclass(frozen=True)
class Law:
    title: Texts
    url: str


@dataclass(frozen=True)
class Titled:
    """A condition, a document, a result or a rule: a name and an explanation."""

    title: Texts
    description: Texts


@dataclass(frozen=True)
class Provider:
    name: Texts
    level: str  # as in ServicePage.ProviderLevel
    url: str


@dataclass
class ServiceRecord:
    """One cpsv:PublicService."""

    node: Node
    source_id: str
    title: Texts
    description: Texts
    keywords: dict[str, list[str]] = field(default_factory=dict)
    audiences: set[str] = field(default_factory=set)
    fees: list[Fee] = field(default_factory=list)
    fee_notes: list[Texts] = field(default_factory=list)
    is_free: bool = False
    processing: Duration | None = None
    channel_times: list[tuple[str, Duration]] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    requirements: list[Titled] = field(default_factory=list)
    evidence: list[Titled] = field(default_factory=list)
    outputs: list[Titled] = field(default_factory=list)
    rules: list[Titled] = field(default_factory=list)
    provider: Provider | None = None
    related: list[Node] = field(default_factory=list)
