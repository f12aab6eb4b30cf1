"""An ordinary page of text."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import RunningTextBlock
from pages.models.base import BasePage


class ContentPage(BasePage):
    """Running text for what is neither a service nor news."""

    body = StreamField(RunningTextBlock(), verbose_name=_("Text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    subpage_types = ["pages.ContentPage", "pages.StaffDirectoryPage"]
    page_description = _("Ordinary text: about the municipality, rules, background. Not for services or news.")

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
