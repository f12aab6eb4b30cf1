"""Footer, social media and what editors added to the search."""

from demo.build.fixed import target
from demo.build.tree import Tree, stable_id, stream
from demo.content import Row, read
from navigation.models import Footer, SocialMediaAccount


def build_footer(tree: Tree) -> None:
    """Make the footer of each language and the social media accounts."""
    content = read("footer")
    for language, locale in tree.locales.items():
        words = content[language]
        columns = [("column", _column(tree, column, language)) for column in words["columns"]]
        Footer.objects.update_or_create(
            translation_key=stable_id("footer"),
            locale=locale,
            defaults={"text": words.get("text", ""), "columns": stream("footer", columns)},
        )
    for order, row in enumerate(content["accounts"]):
        SocialMediaAccount.objects.update_or_create(
            platform=row["platform"], defaults={"name": row["name"], "url": row["url"], "sort_order": order}
        )


def _column(tree: Tree, column: Row, language: str) -> Row:
    links = [
        {"label": link["label"], "page": target(tree, link, language), "url": link.get("url", "")}
        for link in column["links"]
    ]
    return {"heading": column["heading"], "links": [link for link in links if link["page"] or link["url"]]}
