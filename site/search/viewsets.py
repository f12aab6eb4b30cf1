"""Where editors keep synonyms and promoted results."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import PromotedResult, SearchSynonym


class SearchSynonymViewSet(SnippetViewSet):
    model = SearchSynonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ["words", "language", "updated_at"]
    list_filter = ["language"]
    list_export = ["language", "words", "updated_at"]
    search_fields = ["words"]
    copy_view_enabled = False


class PromotedResultViewSet(SnippetViewSet):
    model = PromotedResult
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = ["query", "page", "language", "position", "updated_at"]
    list_filter = ["language"]
    list_export = ["language", "query", "page", "position", "updated_at"]
    search_fields = ["query", "page__title"]
    copy_view_enabled = False


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (PromotedResultViewSet, SearchSynonymViewSet)
    menu_label = _("Website search")
    menu_icon = "search"
    menu_order = 350
