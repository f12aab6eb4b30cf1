"""An e-service in the list of e-services."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class EServiceBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=100)
    description = blocks.TextBlock(label=_("What it does"), required=False, max_length=200, rows=2)
    url = blocks.URLBlock(label=_("Address"))
    needs_eid = blocks.BooleanBlock(label=_("You sign in with e-ID"), required=False)
    service = blocks.PageChooserBlock(label=_("Page about the service"), required=False)

    class Meta:
        icon = "form"
        label = _("E-service")
