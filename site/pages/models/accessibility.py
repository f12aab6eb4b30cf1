"""The accessibility statement, with the headings that DIGG (Sweden) and uustatus (Norway) ask for."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.blocks.body import RICH_TEXT
from pages.models.base import BasePage

STATEMENT_TEXT = [*RICH_TEXT, "h3"]


class AccessibilityStatementPage(BasePage):
    """How accessible the site is, what is missing, whom to tell, who supervises (directive (EU) 2016/2102)."""

    class Status(models.TextChoices):
        FULL = "full", _("Fully compliant")
        PARTIAL = "partial", _("Partially compliant")
        NONE = "none", _("Not compliant")

    status = models.CharField(_("How well it complies"), max_length=8, choices=Status, default=Status.PARTIAL)
    how_accessible = RichTextField(_("How accessible is the website?"), features=STATEMENT_TEXT)
    report_problem = RichTextField(_("What can you do if you cannot use parts of it?"), features=STATEMENT_TEXT)
    report = RichTextField(_("Report a problem with accessibility"), features=STATEMENT_TEXT, blank=True)
    supervision = RichTextField(_("Supervision"), features=STATEMENT_TEXT)
    supervision_url = models.URLField(_("Address of the supervising authority"), blank=True)
    technical = RichTextField(_("Technical information about accessibility"), features=STATEMENT_TEXT)
    inaccessible_content = RichTextField(_("Content that is not accessible"), features=STATEMENT_TEXT, blank=True)
    testing = RichTextField(_("How we tested the website"), features=STATEMENT_TEXT)
    work = RichTextField(_("How we work with accessibility"), features=STATEMENT_TEXT, blank=True)
    tested_on = models.DateField(_("Last tested"), null=True, blank=True)
    updated_on = models.DateField(_("Statement last updated"), null=True, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("status"),
        FieldPanel("how_accessible"),
        FieldPanel("report_problem"),
        FieldPanel("report"),
        MultiFieldPanel([FieldPanel("supervision"), FieldPanel("supervision_url")], heading=_("Supervision")),
        FieldPanel("technical"),
        FieldPanel("inaccessible_content"),
        FieldPanel("testing"),
        FieldPanel("work"),
        FieldRowPanel([FieldPanel("tested_on"), FieldPanel("updated_on")]),
    ]

    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("The statement that the law asks for. One per site.")

    class Meta:
        verbose_name = _("accessibility statement")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"report_email": settings.MUNICIPALITY.email}
