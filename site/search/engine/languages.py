"""What the engine must know of each language: stemmer, compounds, irregular words and words that carry no meaning."""

from dataclasses import dataclass, field

# Languages that tantivy has a stemmer and a list of stop words for, by the codes that Django uses.
STEMMERS = {
    "sv": "swedish",
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "da": "danish",
    "fi": "finnish",
    "en": "english",
    "de": "german",
}


@dataclass(frozen=True)
class LanguageRules:
    """`linking`: how the end of a word changes inside a compound; `irregular`: forms that no stemmer brings together."""

    stemmer: str = ""
    splits_compounds: bool = False
    linking: tuple[tuple[str, str], ...] = ()
    irregular: tuple[tuple[str, ...], ...] = ()
    more_stop_words: frozenset[str] = field(default_factory=frozenset)


SWEDISH = LanguageRules(
    stemmer="swedish",
    splits_compounds=True,
    linking=(("", "s"), ("a", ""), ("a", "e"), ("a", "o"), ("a", "u"), ("a", "es"), ("e", ""), ("e", "s")),
    irregular=(
        ("ansökan", "ansökningar", "ansöka", "ansöker"),
        ("anmälan", "anmälningar", "anmäla", "anmäler"),
        ("överklagan", "överklagande", "överklaga", "överklagar"),
        ("bok", "böcker"),
        ("tand", "tänder"),
        ("stad", "städer"),
        ("son", "söner"),
        ("dotter", "döttrar"),
        ("man", "män"),
        ("hand", "händer"),
        ("natt", "nätter"),
        ("fot", "fötter"),
    ),
    more_stop_words=frozenset("få får göra gör ska skall vill finns hos mitt min mina söker kommun kommunen".split()),
)
NORWEGIAN = LanguageRules(
    stemmer="norwegian",
    splits_compounds=True,
    linking=(("", "s"), ("", "e"), ("e", ""), ("e", "s")),
    irregular=(
        ("søknad", "søknader", "søke", "søker"),
        ("klage", "klager", "klagen"),
        ("bok", "bøker"),
        ("tann", "tenner"),
        ("by", "byer"),
        ("bonde", "bønder"),
        ("mann", "menn"),
        ("hånd", "hender"),
        ("natt", "netter"),
    ),
    more_stop_words=frozenset("få får gjøre gjør skal vil finnes hos mitt min mine kommune kommunen".split()),
)
ENGLISH = LanguageRules(
    stemmer="english",
    irregular=(
        ("child", "children"),
        ("person", "people", "persons"),
        ("man", "men"),
        ("woman", "women"),
        ("tooth", "teeth"),
        ("life", "lives"),
    ),
    more_stop_words=frozenset("how do does i my me we our you your what where when who can get want need from".split()),
)
RULES = {"sv": SWEDISH, "nb": NORWEGIAN, "nn": NORWEGIAN, "no": NORWEGIAN, "en": ENGLISH}


def rules_of(language: str) -> LanguageRules:
    """Return the rules of a language; an unknown one gets lower case and folding only."""
    return RULES.get(language) or LanguageRules(stemmer=STEMMERS.get(language, ""))
