"""What the search index holds of news."""

from django.utils.translation import gettext_lazy as _

from core.registries import Searchable, searchables
from news.models import NewsPage
from pages.searchables import page_document

searchables.register(Searchable(NewsPage, "news", _("News"), lambda page: page_document(page, page.body), weight=0.8))
