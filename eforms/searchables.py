"""What the search index holds of the list of e-services."""

from django.utils.translation import gettext_lazy as _

from core.registries import Searchable, searchables
from eforms.models import EServiceIndexPage
from pages.searchables import page_document

searchables.register(
    Searchable(EServiceIndexPage, "e_service", _("E-services"), lambda page: page_document(page, page.e_services))
)
