"""What an index holds of a document, and how one is written and read back."""

from dataclasses import dataclass
from functools import lru_cache

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from core.registries import SearchDocument
from search.engine.analysis import Analysis, clean, words_of
from search.engine.compounds import Compounds

FORMAT = 1  # raised when the schema or the analysis changes: indexes of another format are rebuilt
LONGEST_BODY = 20_000  # characters kept of one page

TEXT_FIELDS = ("title", "keywords", "introduction", "body")  # stemmed
PART_FIELDS = ("title_parts", "text_parts")  # stems of the parts of compounds
SURFACE_FIELDS = ("title_surface", "text_surface")  # unstemmed, for beginnings of words and for typos


@dataclass(frozen=True)
class Entry:
    """One document of an index, under its key ("page:12")."""

    key: str
    kind: str
    weight: float
    document: SearchDocument


@lru_cache(maxsize=1)
def schema() -> Schema:
    """Return the schema, the same for every language."""
    builder = SchemaBuilder()
    for name in ("key", "kind", "url", "owner"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=name != "keywords", tokenizer_name="language")
    builder.add_text_field("whole_title", tokenizer_name="raw", index_option="basic")
    for name in PART_FIELDS:
        builder.add_text_field(name, tokenizer_name="spaces", index_option="freq")
    for name in SURFACE_FIELDS:
        builder.add_text_field(name, tokenizer_name="surface", index_option="freq")
    builder.add_float_field("weight", fast=True)
    return builder.build()


def register_analyzers(index: Index, analysis: Analysis) -> None:
    """Give an opened index the analyzers that its schema names."""
    index.register_tokenizer("language", analysis.text)
    index.register_tokenizer("surface", analysis.surface)
    index.register_tokenizer("spaces", TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def tantivy_document(entry: Entry, analysis: Analysis, compounds: Compounds) -> Document:
    """Return what tantivy stores for an entry."""
    source = entry.document
    heads, text = f"{source.title} {source.keywords}", f"{source.introduction} {source.body[:LONGEST_BODY]}"
    head_parts = _parts(heads, compounds)
    return Document(
        key=entry.key,
        kind=entry.kind,
        url=source.url,
        owner=clean(source.owner),
        title=clean(source.title),
        keywords=clean(source.keywords),
        introduction=clean(source.introduction),
        body=clean(source.body[:LONGEST_BODY]),
        whole_title=whole(source.title, analysis),
        title_parts=" ".join(head_parts),
        text_parts=" ".join(_parts(text, compounds)),
        title_surface=f"{clean(heads)} {' '.join(head_parts)}",
        text_surface=clean(text),
        weight=entry.weight,
    )


def whole(text: str, analysis: Analysis) -> str:
    """Return a text as one term: the stems of its meaningful words with blanks between them."""
    return " ".join(analysis.stem(word) for word in analysis.meaningful(words_of(text)))


def _parts(text: str, compounds: Compounds) -> list[str]:
    return [part for word in words_of(text) for part in compounds.split(word)]
