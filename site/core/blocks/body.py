"""The blocks of a running text. Two levels deep at most, so that wagtail-localize offers every word (traps.md)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.links import LinkBlock

RICH_TEXT = ["bold", "ul", "ol", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/blocks/image.html"


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "components/blocks/facts.html"


class DetailsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Question or heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Text that can be opened")
        template = "components/blocks/details.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What happens"), max_length=100)
    text = blocks.TextBlock(label=_("Explanation"), required=False, rows=2)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/blocks/quote.html"


class BodyBlock(blocks.StreamBlock):
    """A running text: what an editor may put into an ordinary page."""

    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", max_length=100, template="components/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=[*RICH_TEXT, "h3"], template="components/blocks/paragraph.html"
    )
    image = PictureBlock()
    facts = FactsBlock()
    details = DetailsBlock()
    steps = blocks.ListBlock(
        StepBlock(), label=_("Numbered steps"), icon="list-ol", template="components/blocks/steps.html"
    )
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), icon="link", template="components/blocks/links.html")
    documents = blocks.ListBlock(
        DocumentChooserBlock(), label=_("Documents"), icon="doc-full", template="components/blocks/documents.html"
    )
    quote = QuoteBlock()
