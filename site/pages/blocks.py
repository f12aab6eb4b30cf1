"""Blocks that know of units."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from core.blocks.body import BodyBlock


class RunningTextBlock(BodyBlock):
    """A running text that may also show how to reach a unit."""

    contact = SnippetChooserBlock(
        "people.Unit", label=_("Contact"), icon="mail", template="components/blocks/contact.html"
    )
