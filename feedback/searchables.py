"""What the search index holds of the contact page."""

from django.utils.translation import gettext_lazy as _

from core.registries import Searchable, searchables
from feedback.models import ContactPage
from pages.searchables import page_document

searchables.register(
    Searchable(ContactPage, "contact", _("Contact"), lambda page: page_document(page, page.body, page.wrong_doors))
)
