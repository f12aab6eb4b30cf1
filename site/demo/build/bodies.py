"""Running texts, filled in last because they point at other pages and at pictures."""

from typing import Any

from demo.build.fixed import target
from demo.build.tree import Tree, stable_id, stream
from demo.content import Row, read_folder


def fill_bodies(tree: Tree, pictures: dict[str, Any]) -> None:
    """Give every page whose file has a `body` its text."""
    pages = read_folder("pages")
    news = {f"news-{key}": row for key, row in read_folder("news").items()}
    for key, row in {**pages, **news}.items():
        for language in tree.locales:
            page: Any = tree.find(key, language)
            blocks = row.get(language, {}).get("body")
            if page is not None and blocks:
                page.body = stream(key, [(block["type"], _block(tree, block, language, pictures)) for block in blocks])
                page.save()


def _block(tree: Tree, block: Row, language: str, pictures: dict[str, Any]) -> Any:
    """Return a block's stored value."""
    kind = block["type"]
    if kind in ("facts", "details"):
        return {"title": block["title"], "text": block["text"]}
    if kind == "image":
        return {"image": pictures[block["picture"]].pk, "caption": block.get("caption", "")}
    if kind == "links":
        links = [(number, _link(tree, link, language)) for number, link in enumerate(block["items"])]
        return [_item(number, link) for number, link in links if link["page"] or link["url"]]
    if kind == "quote":
        return {"text": block["text"], "source": block.get("source", "")}
    if kind == "steps":
        return [_item(number, step) for number, step in enumerate(block["items"])]
    return block["value"]


def _item(number: int, value: Any) -> Row:
    """Return a list item as stored; without an id Wagtail takes the wrapper for the value."""
    return {"type": "item", "value": value, "id": str(stable_id("item", number))}


def _link(tree: Tree, link: Row, language: str) -> Row:
    return {"label": link["label"], "page": target(tree, link, language), "url": link.get("url", "")}
