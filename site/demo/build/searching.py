"""What Norrvik's editors have told the search: synonyms and promoted results."""

from demo.build.fixed import target
from demo.build.tree import Tree
from demo.content import read
from search.models import PromotedResult, SearchSynonym


def build_search(tree: Tree) -> None:
    """Make the synonyms and promoted results that are missing; what editors have added stays."""
    synonyms, promoted = read("synonyms"), read("promoted")
    for language in tree.locales:
        for words in synonyms.get(language, []):
            SearchSynonym.objects.get_or_create(language=language, words=", ".join(words))
        for row in promoted.get(language, []):
            page = target(tree, row, language)
            if page is not None:
                PromotedResult.objects.get_or_create(language=language, query=row["query"], page_id=page)
