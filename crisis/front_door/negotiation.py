"""What a browser accepts and what it already has: the two questions of HTTP that the front door answers itself."""

from __future__ import annotations

import functools
from collections.abc import Collection

IDENTITY = "identity"
PREFERRED = ("br", "gzip", IDENTITY)  # the smallest first
ALIASES = {"x-gzip": "gzip"}


@functools.lru_cache(maxsize=1024)
def encodings(accepted: str) -> tuple[str, ...]:
    """Return the encodings an Accept-Encoding allows, the best first; "identity" is always last resort (RFC 9110)."""
    weights: dict[str, float] = {}
    for part in accepted[:1000].lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip():
            weights[ALIASES.get(name.strip(), name.strip())] = _weight(parameters)
    # Plain bytes are acceptable unless refused, but what was asked for by name goes first.
    rest = weights.get("*", 0.0)
    found = [(weights.get(name, rest), -place, name) for place, name in enumerate(PREFERRED[:-1])]
    plain = weights.get(IDENTITY, 0.001 if "*" not in weights else rest)
    found.append((plain, -len(PREFERRED), IDENTITY))
    allowed = [name for weight, _place, name in sorted(found, reverse=True) if weight > 0]
    return tuple(allowed) if IDENTITY in allowed else (*allowed, IDENTITY)


def _weight(parameters: str) -> float:
    """Return the q of a list's item; one that cannot be read counts as a refusal."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def choose(accepted: str, available: Collection[str]) -> str:
    """Return the best encoding that both sides have."""
    return next(name for name in encodings(accepted) if name in available)


def is_known(if_none_match: str, etag: str) -> bool:
    """Tell whether a browser's copy is this very version, in whichever encoding it has it."""
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match[:4000].split(","))
    return any(_bare(tag) == _bare(etag) for tag in tags)


def tag_for(etag: str, encoding: str) -> str:
    """Return the entity tag of an encoded copy: other bytes, another tag."""
    return etag if encoding == IDENTITY else f'{etag[:-1]}-{encoding}"'


def _bare(tag: str) -> str:
    """Return a tag without what says how it was encoded."""
    bare = tag.strip('"')
    for encoding in PREFERRED[:-1]:
        bare = bare.removesuffix(f"-{encoding}")
    return bare
