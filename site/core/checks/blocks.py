"""Every block must be one whose words wagtail-localize offers to translators (traps.md, wagtail-localize 3 and 4)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

UNTRANSLATABLE = (TableBlock, TypedTableBlock, blocks.RawHTMLBlock)
CONTAINERS = (blocks.StructBlock, blocks.ListBlock, blocks.StreamBlock)


@register()
def check_blocks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check the blocks of every StreamField of ours."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.model is model:
                found += block_errors(field.stream_block, f"{model._meta.label}.{field.name}")
    return found


def block_errors(stream: blocks.BaseStreamBlock, where: str) -> Iterator[CheckMessage]:
    """Yield an error for each block of a stream that a translator would not see whole."""
    for name, child in stream.child_blocks.items():
        yield from _errors(child, f"{where}.{name}", parents=())


def _errors(block: blocks.Block, where: str, parents: tuple[blocks.Block, ...]) -> Iterator[CheckMessage]:
    """Walk down; `parents` are the containers around the block, outermost first, the stream itself not counted."""
    if isinstance(block, UNTRANSLATABLE):
        yield Error(
            f"{where}: wagtail-localize does not translate a {type(block).__name__}",
            hint="Use rich text, or a list of blocks with one field a column.",
            id="core.E010",
        )
    elif isinstance(block, (blocks.ListBlock, ImageBlock)) and _is_in_struct_in_struct(parents):
        yield _too_deep(where, f"translators are not offered a {type(block).__name__} in a block directly in a block")
    elif isinstance(block, blocks.StructBlock) and sum(isinstance(each, blocks.StructBlock) for each in parents) == 2:
        yield _too_deep(where, "blocks may stand two levels deep")
    elif isinstance(block, blocks.ListBlock):
        yield from _errors(block.child_block, f"{where}.item", (*parents, block))
    elif isinstance(block, CONTAINERS) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield from _errors(child, f"{where}.{name}", (*parents, block))


def _is_in_struct_in_struct(parents: tuple[blocks.Block, ...]) -> bool:
    """Tell whether the two nearest containers are both StructBlocks: wagtail-localize then loses the raw value."""
    return len(parents) >= 2 and all(isinstance(parent, blocks.StructBlock) for parent in parents[-2:])


def _too_deep(where: str, text: str) -> CheckMessage:
    return Error(f"{where}: {text}", hint="Take a level out, or make it a block of its own.", id="core.E011")
