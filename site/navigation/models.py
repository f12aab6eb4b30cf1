"""The footer's words and links, one a language, and the municipality's social media."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.blocks.links import LinkBlock
from core.models import TranslatableSnippet


class FooterColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column of links")


class Footer(TranslatableSnippet):
    """What stands at the foot of every page besides the municipality's own contact details."""

    text = models.CharField(_("A line about how to reach us"), max_length=200, blank=True)
    columns = StreamField([("column", FooterColumnBlock())], verbose_name=_("Columns of links"), blank=True, max_num=3)

    panels = [FieldPanel("text"), FieldPanel("columns")]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return f"{_('Footer')} ({self.locale.language_code})"


class SocialMediaAccount(Orderable):
    """An account of the municipality's on somebody else's platform."""

    class Platform(models.TextChoices):
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        LINKEDIN = "linkedin", "LinkedIn"
        YOUTUBE = "youtube", "YouTube"
        OTHER = "globe", _("Other")

    platform = models.CharField(_("Platform"), max_length=12, choices=Platform)
    name = models.CharField(_("Name of the account"), max_length=80)
    url = models.URLField(_("Address"))
    in_footer = models.BooleanField(_("Show in the footer"), default=True)

    panels = [FieldPanel("platform"), FieldPanel("name"), FieldPanel("url"), FieldPanel("in_footer")]

    class Meta(Orderable.Meta):
        verbose_name = _("social media account")
        verbose_name_plural = _("social media accounts")

    def __str__(self) -> str:
        return self.name
