"""Services as open data: CPSV-AP in Turtle and JSON-LD.

rdflib is imported when somebody asks for the data: it takes a while, and most processes never need it.
"""

import json

from django.utils.translation import gettext_lazy as _

from core.registries import Dataset, datasets


def turtle() -> bytes:
    """Return all services as Turtle."""
    from services.cpsv.graph import services_graph

    return services_graph().serialize(format="turtle", encoding="utf-8")


def json_ld() -> bytes:
    """Return all services as JSON-LD, with the context in the document."""
    from services.cpsv.graph import services_graph
    from services.cpsv.vocabulary import PREFIXES

    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    text = services_graph().serialize(format="json-ld", context=context, indent=None)
    return json.dumps(json.loads(text), ensure_ascii=False).encode()


datasets.register(
    Dataset(
        "services",
        _("Services"),
        {
            "ttl": ("text/turtle; charset=utf-8", turtle),
            "jsonld": ("application/ld+json", json_ld),
        },
    )
)
